import type { DocumentSummary } from '@samenspel/domain';
import type { DemoCalendar } from '../calendar';
import { aanpak } from './aanpak';
import { cijfers } from './cijfers';
import { adviesInWording } from './clienten';
import type { DemoSection, SeatName } from './demo-section';
import { doelen } from './doelen';
import { notitiesVoorzitter, voorbereidingElzerwaard } from './eigen';
import { financien } from './financien';
import { onderhandelruimte, verdeling } from './gemeenten';
import { leren } from './leren';
import { sessionWas } from './meeting-days';
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
  /** How many days before the demonstration began it was added; moved back to a working day. */
  readonly daysAgo: number;
  readonly sections: readonly DemoSection[];
}

/** The documents of the demonstration, as they stand on the day of the calendar. */
export function documentsOf(calendar: DemoCalendar): readonly DemoDocument[] {
  const { start, end } = calendar.years;
  return [
    {
      table: 'development',
      title: `Transformatieplan Jeugdhulp met verblijf ${start}-${end}`,
      daysAgo: 150,
      kind: 'transformationPlan',
      formality: 'formal',
      maker: ['SOT', 'secretary'],
      sections: planOf(calendar),
    },
    {
      table: 'development',
      title: 'Overeenkomst: dichter bij huis wonen',
      daysAgo: 30,
      kind: 'agreement',
      formality: 'formal',
      maker: ['SOT', 'secretary'],
      sections: [
        afspraakWaarover(calendar),
        afspraakWie,
        afspraakBeloften(calendar),
        afspraakAnders,
        afspraakRuimte,
        afspraakAdvies,
      ],
    },
    {
      table: 'development',
      title: `Verslag van de werksessie van ${calendar.long(sessionWas(calendar))}`,
      daysAgo: 15,
      kind: 'minutes',
      formality: 'informal',
      maker: ['SOT', 'secretary'],
      sections: [
        verslagOver(calendar),
        verslagBesproken(calendar),
        verslagVervolg(calendar),
        verslagAchterban(calendar),
      ],
    },
    {
      table: 'development',
      title: 'Spelregels van de ontwikkeltafel',
      daysAgo: 280,
      kind: 'rulesOfTheGame',
      formality: 'formal',
      maker: ['OV', 'chair'],
      sections: [regelsDoel(calendar), regelsEens, regelsNietEens, regelsZien, regelsClienten],
    },
    {
      table: 'board',
      title: 'Spelregels van de bestuurscommissie',
      daysAgo: 280,
      kind: 'rulesOfTheGame',
      formality: 'informal',
      maker: ['RBJ', 'secretary'],
      sections: [besluiten, agenda(calendar)],
    },
  ];
}

function planOf(calendar: DemoCalendar): readonly DemoSection[] {
  return [
    visie,
    waarom(calendar),
    cijfers,
    doelen(calendar),
    aanpak(calendar),
    pleegzorg(calendar),
    randvoorwaarden(calendar),
    rollen,
    financien(calendar),
    leren,
    risicos,
    onderhandelruimte(calendar),
    verdeling,
    maatwerkZilverdam(calendar),
    maatwerkOostermeren(calendar),
    adviesInWording,
    voorbereidingElzerwaard,
    notitiesVoorzitter,
  ];
}
