export default {
  title: 'Zegel van deze tafel',
  lead: 'Wat de voorzitter vastlegt, wordt verzegeld. Hier kijkt u na of het nog precies is wat het was. Ook een beheerder kan het niet ongemerkt veranderen.',
  empty:
    'Aan deze tafel is nog niets vastgelegd. Legt de voorzitter een uitkomst vast, dan staat die vanaf dat moment onder zegel.',
  notReady: 'Er kan nu niets worden vastgelegd.',
  notReadyMeans:
    'De sleutel waarmee Samenspel verzegelt, ontbreekt op de server. Lezen en controleren kan gewoon. De beheerder van de server kan de sleutel terugzetten.',
  checking: 'Bezig met nakijken',
  unsupported: 'Deze browser kan het zegel niet nakijken.',
  unsupportedMeans:
    'De handtekeningen zijn hier niet te controleren: de browser is daarvoor te oud, of de verbinding is niet beveiligd. Download hieronder de bundel en de losse controle, en kijk het op een ander apparaat na.',
  grown: 'Er is sinds uw controle iets bijgekomen. Controleer opnieuw om dat mee te nemen.',
  check: {
    title: 'Controleren',
    means:
      'Uw browser haalt alle vastleggingen van deze tafel op en rekent zelf na of ze kloppen. Wat u niet mag lezen, telt wel mee, maar zonder inhoud.',
    do: 'Controleer',
    again: 'Opnieuw controleren',
  },
  result: {
    right:
      'De ene vastlegging klopt. Er is niets aan gewijzigd. | Alle {n} vastleggingen kloppen. Er is niets aan gewijzigd.',
    rightEmpty: 'Er is nog niets vastgelegd, en dat klopt.',
    since:
      'Ook vergeleken met het controlepunt van {moment} dat deze browser eerder bewaarde: er is niets verdwenen of vervangen.',
    first:
      'Deze browser controleert deze tafel voor het eerst en onthoudt hoe het zegel nu is. Verdwijnt er later iets, dan ziet u dat bij de volgende controle.',
    wrong: 'Het zegel klopt niet.',
    wrongMeans:
      'Wat hier is vastgelegd, is veranderd of verdwenen buiten Samenspel om, of er is een oude kopie teruggezet:',
    wrongTodo:
      'Ga niet uit van wat hier staat. Download de bundel als bewijs en meld het aan de voorzitter en de beheerder van de server.',
    more: 'En nog 1 bevinding. | En nog {n} bevindingen.',
    details: 'Wat is er nagekeken?',
    size: '1 vastlegging in het logboek. | {n} vastleggingen in het logboek.',
    values: 'Van {readable} daarvan mag u de inhoud lezen: {values} velden zijn nagekeken.',
    hidden: 'Van 1 andere ziet u alleen dat zij er is. | Van {n} andere ziet u alleen dat zij er zijn.',
    erased: '1 veld is gewist; het logboek zegt waarom. | {n} velden zijn gewist; het logboek zegt waarom.',
    withheld:
      '1 veld krijgt u niet: de naam van een persoon van een andere partij. | {n} velden krijgt u niet: namen van personen van andere partijen.',
    last: 'De laatste is van {moment}.',
  },
  proof: {
    title: 'Bewaren en zelf nakijken',
    means:
      'Wilt u Samenspel niet op zijn woord geloven? Bewaar een bundel en kijk die na met de losse controle, zonder internet. Een auditor kan hetzelfde doen.',
    bundle: 'Bundel downloaden',
    bundleMeans:
      'Alle vastleggingen van deze tafel met de inhoud die u mag lezen. Bewaar hem buiten Samenspel: met een oudere bundel ziet u later of er iets weg is.',
    page: 'Losse controle downloaden (webpagina)',
    pageMeans:
      'Eén bestand dat u in uw browser opent. Het stuurt niets weg. Hebt u liever niets van deze server? Hetzelfde bestand staat bij de broncode van Samenspel.',
    script: 'Dezelfde controle voor Node downloaden',
    fingerprint: 'Vingerafdruk van de sleutel',
    fingerprintMeans: 'Vergelijk deze met wat u op een andere weg hebt gekregen, bijvoorbeeld op papier.',
    checkpoint: 'Laatste controlepunt',
    checkpointMeans:
      'Deze paar regels bewijzen hoe het hele logboek nu is. Ze bevatten geen inhoud: u mag ze aan iedereen geven.',
  },
  state: {
    unchecked: 'Verzegeld, nog niet gecontroleerd',
    right: 'Zegel gecontroleerd: klopt',
    wrong: 'Zegel gecontroleerd: klopt niet',
    elsewhere: 'Dit klopt, maar het zegel van de tafel niet',
    unsupported: 'Niet te controleren in deze browser',
    more: 'Zegel van deze tafel',
  },
  findings: {
    form: 'Dit is geen bundel van een zegel, of een deel ervan ontbreekt of heeft een andere vorm. Er is niets nagekeken.',
    'key-changed':
      'Sleutel {key}: wat over deze sleutel is vastgelegd klopt niet, of is niet getekend door de sleutel ervoor.',
    'key-missing': 'De sleutel waarmee is getekend ontbreekt.',
    'leaf-missing': 'Vastlegging {n} ontbreekt, terwijl er latere zijn.',
    'leaf-twice': 'Vastlegging {n} staat er twee keer.',
    'leaf-changed': 'Vastlegging {n} ({record}) is veranderd: haar soort, kenmerk, tijd, velden of hash.',
    'leaf-time': 'Vastlegging {n} ({record}) is volgens haar tijd eerder dan die ervoor.',
    'record-twice': 'Vastlegging {n} draagt het kenmerk van een eerdere ({record}).',
    'node-missing': 'Een tussenstap van de boom ontbreekt, vanaf vastlegging {n}.',
    'node-changed': 'Een tussenstap van de boom is veranderd, vanaf vastlegging {n}.',
    'node-stray':
      'De boom heeft een tussenstap die er niet hoort, vanaf vastlegging {n}: er kunnen vastleggingen weg zijn.',
    'checkpoint-missing': 'Het controlepunt na vastlegging {size} ontbreekt.',
    'checkpoint-beyond':
      'Er is een controlepunt na vastlegging {size}, maar die vastlegging is er niet of niet meer te volgen.',
    'checkpoint-form': 'Het controlepunt na vastlegging {size} is niet te lezen.',
    'checkpoint-log': 'Het controlepunt na vastlegging {size} hoort bij een ander logboek.',
    'checkpoint-size': 'Het controlepunt na vastlegging {size} gaat over een ander aantal vastleggingen.',
    'checkpoint-root':
      'Het controlepunt na vastlegging {size} past niet bij de vastleggingen: er is iets veranderd, weggehaald of verwisseld.',
    'checkpoint-time': 'Het controlepunt na vastlegging {size} noemt een andere tijd dan de vastlegging.',
    'checkpoint-key': 'Het controlepunt na vastlegging {size} is niet getekend met de sleutel die daar hoort.',
    'checkpoint-signature': 'De handtekening onder het controlepunt na vastlegging {size} klopt niet.',
    'commitment-stray': 'Er staat een veld ({field}) van vastlegging {n}, die er niet is.',
    'value-stray': 'Er staat een waarde ({field}) bij vastlegging {n} die daar niet hoort.',
    'value-hidden':
      'Er staat een waarde ({field}) van vastlegging {n}, die in deze bundel niet te lezen hoort te zijn.',
    'value-missing': 'De waarde van {field} in vastlegging {n} ({record}) ontbreekt.',
    'value-changed': 'De waarde van {field} in vastlegging {n} ({record}) is veranderd.',
    'value-gone':
      'De waarde van {field} in vastlegging {n} ({record}) is weg, en het logboek zegt niet dat zij is gewist.',
    'erasure-undone':
      'De waarde van {field} in vastlegging {n} ({record}) is volgens het logboek gewist, en staat er toch.',
    'readable-stray': 'Kenmerk {record} hoort te lezen te zijn, maar staat niet in het logboek.',
    'withheld-stray':
      'Er staat dat {field} van vastlegging {n} u niet wordt gegeven, maar dat veld is er niet of hoort daar niet.',
    'older-form': 'Het oudere bestand is geen bundel en geen controlepunt.',
    'older-log': 'Het oudere controlepunt is van een ander logboek.',
    'older-key':
      'Het oudere controlepunt (na vastlegging {size}) is getekend met een sleutel die hier niet voorkomt: het logboek kan opnieuw zijn gemaakt.',
    'older-signature':
      'De handtekening onder het oudere controlepunt (na vastlegging {size}) klopt niet met de sleutel van nu.',
    'older-lost': 'Er waren al {size} vastleggingen. Nu zijn het er minder: het einde van het logboek is weg.',
    'older-other': 'De eerste {size} vastleggingen zijn niet meer die van toen: dit is een andere geschiedenis.',
  },
};
