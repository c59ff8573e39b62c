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
import {
  afspraakAdvies,
  afspraakAnders,
  afspraakBeloften,
  afspraakRuimte,
  afspraakWaarover,
  afspraakWie,
} from './overeenkomst';
import { pleegzorg } from './pleegzorg';
import { randvoorwaarden } from './randvoorwaarden';
import { risicos } from './risicos';
import { rollen } from './rollen';
import { agenda, besluiten } from './spelregels';
import { regelsClienten, regelsDoel, regelsEens, regelsNietEens, regelsZien } from './tafelregels';
import { verslagAchterban, verslagBesproken, verslagOver, verslagVervolg } from './verslag';
import { visie } from './visie';
import { waarom } from './waarom';

export interface DemoDocument {
  readonly table: 'development' | 'board';
  readonly title: string;
  readonly kind: DocumentSummary['kind'];
  readonly formality: DocumentSummary['formality'];
  readonly maker: SeatName;
  /** How many days before the demonstration began it was added; without it, at that moment. */
  readonly daysAgo?: number;
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
    table: 'development',
    title: 'Overeenkomst: dichter bij huis wonen',
    daysAgo: 30,
    kind: 'agreement',
    formality: 'formal',
    maker: ['RBJ', 'secretary'],
    sections: [afspraakWaarover, afspraakWie, afspraakBeloften, afspraakAnders, afspraakRuimte, afspraakAdvies],
  },
  {
    table: 'development',
    title: 'Verslag van de werksessie van 5 november 2026',
    daysAgo: 14,
    kind: 'minutes',
    formality: 'informal',
    maker: ['RBJ', 'secretary'],
    sections: [verslagOver, verslagBesproken, verslagVervolg, verslagAchterban],
  },
  {
    table: 'development',
    title: 'Spelregels van de ontwikkeltafel',
    daysAgo: 280,
    kind: 'rulesOfTheGame',
    formality: 'formal',
    maker: ['OV', 'chair'],
    sections: [regelsDoel, regelsEens, regelsNietEens, regelsZien, regelsClienten],
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
