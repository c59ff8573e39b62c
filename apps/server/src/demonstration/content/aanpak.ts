import type { DemoCalendar } from '../calendar';
import type { DemoSection } from './demo-section';
import { bold, bullets, h, numbered, p } from './dsl';

export const aanpak = ({ years }: DemoCalendar): DemoSection => ({
  title: 'Aanpak: van groep naar gezin',
  audience: { kind: 'wholeTable' },
  maker: ['WO', 'contractor'],
  blocks: [
    p(
      'Wij bouwen niet eerst af en dan op. Elke stap begint met een plek die er al is. In deze paragraaf staat in welke ' +
        'volgorde wij werken en wat wij onderweg van elkaar mogen verwachten.',
    ),
    h('Stap voor stap'),
    ...numbered(
      [
        bold('Instroom. '),
        'Bij elke aanvraag voor verblijf kijkt een klein team binnen vijf werkdagen mee: toegang, aanbieder en de ouders. De vraag is steeds: wat is er nodig om thuis te kunnen blijven?',
      ],
      [
        bold('Gezin eerst. '),
        'De toegang legt de aanvraag eerst voor aan pleegzorg en gezinshuizen. Pas als daar niets past, volgt een groep.',
      ],
      [
        bold('Kleinschalig. '),
        `Grote groepen worden woonhuizen voor ten hoogste vier kinderen, vanaf ${years.start}. Wanneer een huis opengaat, staat in het maatwerk van elke aanbieder.`,
      ],
      [
        bold('Uitstroom. '),
        'In de derde maand ligt er een plan voor daarna, met een datum. Het plan noemt wie er na het vertrek nog een jaar langskomt.',
      ],
    ),
    h('Wat verandert er voor een jongere?'),
    p(
      'Er is één vast gezicht, ook bij een verhuizing. De jongere kiest zelf twee mensen die bij elk gesprek mogen zijn. ' +
        'Een verhuizing gebeurt niet in een toetsweek en nooit op een vrijdagmiddag.',
    ),
    h('Wat doen wij als het knelt?'),
    ...bullets(
      'Staat een kind langer dan zes weken op een wachtlijst, dan zoeken toegang en aanbieder samen een oplossing. De tafel hoort alleen hoe vaak dat in de hele regio voorkwam.',
      'Loopt het in een gezinshuis anders dan bedacht, dan zoeken die aanbieder en de toegang samen de oorzaak voordat er geld verschuift.',
      'Bij een crisis geldt: eerst een bed, dan de rekening. Wie betaalt, regelen wij achteraf volgens de afspraak.',
    ),
  ],
});
