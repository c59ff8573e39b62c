import type { DocumentSummary } from '@samenspel/domain';
import { aanpak } from './aanpak';
import { cijfers } from './cijfers';
import { adviesInWording } from './clienten';
import type { DemoSection, SeatName } from './demo-section';
import { doelen } from './doelen';
import { notitiesVoorzitter, voorbereidingElzerwaard } from './eigen';
import { financien } from './financien';
import { onderhandelruimte, verdeling } from './gemeenten';
import { leren } from './leren';
import { maatwerkOostermeren, maatwerkZilverdam } from './maatwerk';
import { pleegzorg } from './pleegzorg';
import { randvoorwaarden } from './randvoorwaarden';
import { risicos } from './risicos';
import { rollen } from './rollen';
import { agenda, besluiten } from './spelregels';
import { visie } from './visie';
import { waarom } from './waarom';

export interface DemoDocument {
  readonly table: 'development' | 'board';
  readonly title: string;
  readonly kind: DocumentSummary['kind'];
  readonly formality: DocumentSummary['formality'];
  readonly maker: SeatName;
  readonly sections: readonly DemoSection[];
}

export const DOCUMENTS: readonly DemoDocument[] = [
  {
    table: 'development',
    title: 'Transformatieplan Jeugdhulp met verblijf 2026-2030',
    kind: 'transformationPlan',
    formality: 'formal',
    maker: ['RBJ', 'secretary'],
    sections: [
      visie,
      waarom,
      cijfers,
      doelen,
      aanpak,
      pleegzorg,
      randvoorwaarden,
      rollen,
      financien,
      leren,
      risicos,
      onderhandelruimte,
      verdeling,
      maatwerkZilverdam,
      maatwerkOostermeren,
      adviesInWording,
      voorbereidingElzerwaard,
      notitiesVoorzitter,
    ],
  },
  {
    table: 'board',
    title: 'Spelregels van de bestuurscommissie',
    kind: 'rulesOfTheGame',
    formality: 'informal',
    maker: ['RBJ', 'secretary'],
    sections: [besluiten, agenda],
  },
];
