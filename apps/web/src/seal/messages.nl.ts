export default {
  title: 'Controleren wat is vastgelegd',
  lead: 'Wat de voorzitter vastlegt, komt in een logboek waar niets meer af hoort te gaan. Hier kijkt u na of het logboek nog klopt. Verandert iemand er iets aan, ook een beheerder, dan kan wie een eerdere controle of een bewijsbestand heeft bewaard dat zien.',
  empty: 'Aan deze tafel is nog niets vastgelegd. Legt de voorzitter een uitkomst vast, dan komt die in het logboek.',
  notReady: 'Er kan nu niets worden vastgelegd.',
  notReadyMeans:
    'De sleutel waarmee Samenspel verzegelt, ontbreekt op de server. Lezen en controleren kan gewoon. De beheerder van de server kan de sleutel terugzetten.',
  checking: 'Bezig met nakijken',
  unsupported: 'Deze browser kan dit niet nakijken.',
  unsupportedMeans:
    'De handtekeningen zijn hier niet te controleren: de browser is daarvoor te oud, of de verbinding is niet beveiligd. Download hieronder het bewijsbestand en het controleprogramma, en kijk het op een ander apparaat na.',
  grown: 'Er is sinds uw controle iets bijgekomen. Controleer opnieuw om dat mee te nemen.',
  check: {
    title: 'Controleren',
    means:
      'Uw browser haalt alle vastleggingen van deze tafel op en rekent zelf na of ze bij elkaar passen, en bij wat deze browser eerder heeft bewaard. Wat u niet mag lezen, telt wel mee, maar zonder inhoud.',
    do: 'Controleer',
    again: 'Opnieuw controleren',
  },
  result: {
    empty:
      'Hier is nog niets vastgelegd. Het is nergens mee vergeleken: is er iets weggehaald, dan is dat nu niet te zien.',
    alone:
      'Wat hier is vastgelegd, past bij elkaar. Deze browser had nog niets om mee te vergelijken. Is er aan het einde iets weggehaald, of is alles opnieuw gemaakt, dan is dat nu niet te zien.',
    compared:
      'Wat hier is vastgelegd, past bij elkaar en bij wat deze browser eerder bewaarde: de eerste vastlegging is nog zoals op {moment}. | Wat hier is vastgelegd, past bij elkaar en bij wat deze browser eerder bewaarde: de eerste {n} vastleggingen zijn nog zoals op {moment}.',
    after:
      'De vastlegging daarna is nog nergens mee vergeleken. | De {n} vastleggingen daarna zijn nog nergens mee vergeleken.',
    part: 'Niet alles is nagekeken: een deel van de inhoud krijgt u niet. Hieronder staat wat dat is.',
    kept: 'Deze browser onthoudt hoe het nu is. Verandert of verdwijnt er later iets, dan ziet u dat bij de volgende controle in deze browser.',
    notKept:
      'Deze browser kan niet onthouden hoe het nu is. Download daarom het bewijsbestand, om later mee te vergelijken.',
    wrong: 'Het logboek klopt niet.',
    wrongMeans: 'Er is iets veranderd of verdwenen buiten Samenspel om, of er is een oude kopie teruggezet:',
    wrongTodo:
      'Ga niet uit van wat hier staat. Download het bewijsbestand en meld het aan de voorzitter en de beheerder van de server.',
    more: 'En nog 1 bevinding. | En nog {n} bevindingen.',
    details: 'Wat is er nagekeken?',
    size: '1 vastlegging in het logboek. | {n} vastleggingen in het logboek.',
    values: 'Van {readable} daarvan mag u de inhoud lezen: {values} velden zijn nagekeken.',
    last: 'De laatste is van {moment}.',
  },
  absent: {
    title: 'Dit is niet nagekeken, omdat u het niet krijgt of omdat het is gewist:',
    records: {
      outcome:
        '1 uitkomst: u ziet alleen dat die er is, niet wat erin staat. | {n} uitkomsten: u ziet alleen dat die er zijn, niet wat erin staat.',
      adoption:
        '1 besluit over een uitkomst: u ziet alleen dat het er is. | {n} besluiten over uitkomsten: u ziet alleen dat die er zijn.',
      supersession:
        '1 vervanging van een uitkomst: u ziet alleen dat die er is. | {n} vervangingen van uitkomsten: u ziet alleen dat die er zijn.',
      publication:
        '1 openbaarmaking: u ziet alleen dat die er is. | {n} openbaarmakingen: u ziet alleen dat die er zijn.',
      roundClosed:
        '1 afgesloten reactieronde: u ziet alleen dat die er is. | {n} afgesloten reactierondes: u ziet alleen dat die er zijn.',
      erasure:
        '1 aantekening dat iets is gewist: u ziet alleen dat die er is. | {n} aantekeningen dat iets is gewist: u ziet alleen dat die er zijn.',
      other: '1 vastlegging van de soort {name}. | {n} vastleggingen van de soort {name}.',
    },
    fields: {
      texts: 'De teksten van 1 uitkomst. | De teksten van {n} uitkomsten.',
      chairName:
        'De naam van een persoon van een andere partij, bij 1 uitkomst. | De namen van personen van andere partijen, bij {n} uitkomsten.',
      dissent: 'De afwijkende standpunten bij 1 uitkomst. | De afwijkende standpunten bij {n} uitkomsten.',
      other: 'Het gegeven "{name}" van 1 vastlegging. | Het gegeven "{name}" van {n} vastleggingen.',
    },
    erased: '1 gewist gegeven. Het logboek zegt waarom. | {n} gewiste gegevens. Het logboek zegt waarom.',
    unusual:
      'Samenspel laat van een uitkomst die u mag lezen alleen namen van personen weg. Hier ontbreekt meer. Vraag de beheerder van de server waarom.',
  },
  proof: {
    title: 'Bewaren en zelf nakijken',
    means:
      'Wilt u niet alleen op deze browser vertrouwen? Bewaar een bewijsbestand en kijk het na met het controleprogramma, zonder internet. Een auditor kan hetzelfde doen.',
    bundle: 'Bewijsbestand downloaden',
    bundleMeans:
      'Alle vastleggingen van deze tafel met de inhoud die u mag lezen. Bewaar het buiten Samenspel: met een ouder bewijsbestand ziet u later of er iets weg is.',
    page: 'Controleprogramma downloaden (webpagina)',
    pageMeans:
      'Eén bestand dat u in uw browser opent. Het stuurt niets weg. Hebt u liever niets van deze server? Hetzelfde bestand staat bij de broncode van Samenspel.',
    script: 'Versie voor technici downloaden (Node.js)',
    details: 'Technische gegevens',
    fingerprint: 'Vingerafdruk van de sleutel',
    fingerprintMeans: 'Vergelijk deze met wat u op een andere weg hebt gekregen, bijvoorbeeld op papier.',
    checkpoint: 'Laatste controlepunt',
    checkpointMeans:
      'Deze paar regels leggen vast hoe het hele logboek nu is, volgens de server. Wie ze bewaart, kan later zien of er iets is veranderd of weg is. Ze bevatten geen inhoud: u mag ze aan iedereen geven.',
  },
  state: {
    unchecked: 'Vastgelegd, nog niet gecontroleerd',
    right: 'Gecontroleerd: gelijk aan het logboek',
    part: 'Deels gecontroleerd: een deel krijgt u niet',
    wrong: 'Gecontroleerd: niet gelijk aan het logboek',
    elsewhere: 'Dit is gelijk aan het logboek, maar elders in het logboek klopt iets niet',
    unsupported: 'Niet te controleren in deze browser',
    more: 'Controleren wat is vastgelegd',
  },
  findings: {
    form: 'Dit is geen bewijsbestand van Samenspel, of een deel ervan ontbreekt of heeft een andere vorm. Er is niets nagekeken.',
    'form-text':
      'Het bestand is niet meer letterlijk zoals Samenspel het schrijft: er staan bijvoorbeeld spaties of regels tussen, of een gegeven staat er twee keer. Download het opnieuw en open het niet in een ander programma.',
    'form-order': 'De rijen van {list} staan niet in de vaste volgorde, of een rij staat er twee keer.',
    'table-other': 'Dit zijn de vastleggingen van een andere tafel.',
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
      'Er staat een waarde ({field}) van vastlegging {n}, die in dit bestand niet te lezen hoort te zijn.',
    'value-missing': 'De waarde van {field} in vastlegging {n} ({record}) ontbreekt.',
    'value-changed': 'De waarde van {field} in vastlegging {n} ({record}) is veranderd.',
    'value-gone':
      'De waarde van {field} in vastlegging {n} ({record}) is weg, en het logboek zegt niet dat zij is gewist.',
    'erasure-undone':
      'De waarde van {field} in vastlegging {n} ({record}) is volgens het logboek gewist, en staat er toch.',
    'readable-stray': 'Kenmerk {record} hoort te lezen te zijn, maar staat niet in het logboek.',
    'withheld-stray':
      'Er staat dat {field} van vastlegging {n} u niet wordt gegeven, maar dat veld is er niet of hoort daar niet.',
    'older-form': 'Het oudere bestand is geen bewijsbestand en geen controlepunt.',
    'older-log': 'Het oudere bestand is van een ander logboek.',
    'older-key':
      'Het oudere controlepunt (na vastlegging {size}) is getekend met een sleutel die hier niet voorkomt: het logboek kan opnieuw zijn gemaakt.',
    'older-signature':
      'De handtekening onder het oudere controlepunt (na vastlegging {size}) klopt niet met de sleutel van nu.',
    'older-lost':
      'Er waren al {size} vastleggingen. In dit bestand zijn het er minder: het einde van het logboek is weg, of dit bestand is ouder dan het andere.',
    'older-other': 'De eerste {size} vastleggingen zijn niet meer die van toen: dit is een andere geschiedenis.',
  },
};
