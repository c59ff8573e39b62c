export default {
  brand: 'Samenspel',
  brandToDesk: 'Samenspel, naar mijn overzicht',
  toDesk: 'Naar mijn overzicht',
  nav: {
    label: 'Hoofdmenu',
    menu: 'Menu',
    desk: 'Mijn overzicht',
    table: 'Tafel',
    search: 'Zoeken',
    register: 'Uitkomsten en besluiten',
    administration: 'Beheer',
  },
  tryAgain: 'Opnieuw proberen',
  display: 'Weergave',
  displayOf: 'Kleuren van het scherm',
  themes: {
    system: 'Zoals dit apparaat',
    light: 'Licht',
    dark: 'Donker',
  },
  languages: {
    nl: 'Nederlands',
    'en-GB': 'English',
  },
  droppedFile: {
    what: 'Een bestand kunt u hier niet neerzetten.',
    whatToDo:
      'Er is niets veranderd. Wilt u de tekst uit het bestand gebruiken? Ga naar de pagina van de tafel en kies daar "Bestand importeren".',
    close: 'Sluiten',
  },
  connection: {
    'reload-needed': {
      what: 'Er is een nieuwe versie van Samenspel.',
      means: 'U kunt lezen, maar niet meer schrijven. Laad de pagina opnieuw om verder te werken.',
    },
    'too-many-sockets': {
      what: 'U hebt Samenspel in te veel vensters open.',
      means:
        'In dit venster kunt u niet schrijven. Sluit een ander venster of tabblad; daarna gaat dit vanzelf verder.',
    },
    'too-many-messages': {
      what: 'Dit venster stuurde te veel achter elkaar.',
      means:
        'De verbinding is daarom even verbroken en komt vanzelf terug. Uw tekst blijft hier staan tot zij is opgeslagen.',
    },
  },
  reload: 'Pagina opnieuw laden',
  unsaved: {
    title: 'Niet al uw tekst is opgeslagen',
    means:
      'Gaat u nu weg, dan kan de tekst die u het laatst typte verloren gaan. Blijf op deze pagina tot er "Opgeslagen" staat, of kopieer uw tekst eerst.',
    stay: 'Op deze pagina blijven',
    leave: 'Toch weggaan',
  },
  problems: {
    'not-found': {
      what: 'Dit is hier niet te vinden.',
      means: 'Het bestaat niet (meer), of het is niet zichtbaar voor de zetel waarmee u nu werkt.',
      todo: 'Hebt u meer zetels? Wissel dan bovenaan van zetel. Of ga terug naar uw overzicht.',
    },
    forbidden: {
      what: 'Dat mag u hier niet doen.',
      means: 'Er is niets veranderd. Uw zetel heeft niet het recht dat hiervoor nodig is.',
      todo: 'Vraag het de eigenaar. Bij "Wie mag dit lezen en wijzigen?" staat wie dat is.',
    },
    'not-signed-in': {
      what: 'U bent niet aangemeld.',
      means: 'Uw laatste handeling is niet uitgevoerd.',
      todo: 'Meld u aan en probeer het opnieuw.',
    },
    'no-seat': {
      what: 'U hebt nog geen zetel gekozen.',
      means: 'Zonder zetel is niet bekend namens wie u handelt. Er is niets veranderd.',
      todo: 'Kies eerst als wie u verder gaat.',
    },
    'wrong-origin': {
      what: 'Deze opdracht kwam niet van Samenspel zelf.',
      means: 'Voor de veiligheid is zij niet uitgevoerd. Er is niets veranderd.',
      todo: 'Open Samenspel op het adres dat u van uw organisatie hebt gekregen en probeer het opnieuw.',
    },
    'invalid-input': {
      what: 'Niet alles is goed ingevuld.',
      means: 'Er is niets opgeslagen.',
      todo: 'Kijk na wat u hebt ingevuld en probeer het opnieuw.',
    },
    'stands-apart': {
      what: 'Deze persoon zit aan deze tafel al voor een andere partij.',
      means:
        'Die twee partijen schermen teksten voor elkaar af: één persoon kan niet tegelijk voor allebei zitten. Er is niets veranderd.',
      todo: 'Kies iemand anders, of laat eerst de andere plek beëindigen. De beheerder kan dat doen.',
    },
    'in-use': {
      what: 'Dit is al gebruikt en kan niet meer weg.',
      means:
        'Er hangt iets aan: iemand zat op deze zetel, of er is iets mee gedaan. Dat blijft bewaard. Er is niets veranderd.',
      todo: 'Een organisatie kunt u archiveren. Zit er niemand meer op een zetel, dan kan er niemand mee verder; u hoeft hem niet weg te halen.',
    },
    'seat-invited': {
      what: 'Voor deze zetel is nog iemand uitgenodigd.',
      means: 'De zetel is er nog, en de uitnodiging werkt nog.',
      todo: 'Trek de uitnodiging in en haal de zetel daarna weg.',
    },
    'seated-already': {
      what: 'Deze persoon heeft deze zetel in die periode al.',
      means: 'Twee termijnen van één persoon op één zetel lopen niet door elkaar. Er is niets veranderd.',
      todo: 'Kies een andere begin- of einddatum, of verander de termijn die er al is.',
    },
    'seat-term-over': {
      what: 'Deze termijn op de zetel is al voorbij.',
      means: 'Wie toen op de zetel zat, blijft zo staan. Er is niets veranderd.',
      todo: 'Moet deze persoon weer op de zetel? Geef dan een nieuwe termijn.',
    },
    'round-over': {
      what: 'Deze reactieronde is gesloten.',
      means: 'Er kan niets meer bij. Er is niets opgeslagen of veranderd.',
      todo: 'Schreef u iets? Kopieer het als u het wilt bewaren, en vraag de secretaris van de tafel of het nog mee kan.',
    },
    conflict: {
      what: 'Iemand anders heeft dit net veranderd.',
      means: 'Uw wijziging is niet doorgevoerd, zodat u niets van een ander overschrijft.',
      todo: 'Bekijk de nieuwe stand en breng uw wijziging opnieuw aan als die nog nodig is.',
    },
    'too-large': {
      what: 'Dit is te groot.',
      means: 'Er is niets opgeslagen. Een Word-bestand mag hoogstens 10 MB zijn, een tekstbestand 5 MB.',
      todo: 'Verwijder afbeeldingen of deel het bestand op, en probeer het opnieuw.',
    },
    'too-many-requests': {
      what: 'Er komen te veel opdrachten kort na elkaar.',
      means: 'Uw laatste handeling is niet uitgevoerd.',
      todo: 'Wacht een minuut en probeer het opnieuw.',
    },
    'empty-file': {
      what: 'In dit bestand staat geen tekst.',
      means: 'Er is niets geïmporteerd.',
      todo: 'Open het bestand om te zien of het tekst bevat. Is het een scan? Zet die dan eerst om in tekst.',
    },
    'binary-file': {
      what: 'Dit bestand bevat geen leesbare tekst.',
      means: 'Er is niets geïmporteerd. Het is waarschijnlijk een afbeelding of een programma.',
      todo: 'Sla uw document op als Word-document (.docx) of als platte tekst (.txt) en kies dat bestand.',
    },
    'unsupported-file': {
      what: 'Deze soort bestand kan Samenspel niet lezen.',
      means: 'Er is niets geïmporteerd.',
      todo: 'Sla uw document op als Word-document (.docx) of als platte tekst (.txt) en kies dat bestand.',
    },
    'unreadable-text': {
      what: 'De tekst in dit bestand is niet goed te lezen.',
      means: 'Er is niets geïmporteerd. Het bestand is beschadigd of gebruikt een onbekende tekenset.',
      todo: 'Open het bestand in uw tekstverwerker, sla het opnieuw op en kies het nog eens.',
    },
    'last-owner': {
      what: 'Zo blijft er niemand over die deze sectie beheert.',
      means: 'De rechten zijn niet veranderd.',
      todo: 'Zorg dat ten minste één eigenaar de sectie kan lezen.',
    },
    'sign-in-failed': {
      what: 'Aanmelden is niet gelukt.',
      means: 'Het e-mailadres of het wachtwoord klopt niet, of er is nog geen wachtwoord gekozen.',
      todo: 'Probeer het opnieuw, of vraag een nieuw wachtwoord aan.',
    },
    'step-up-needed': {
      what: 'Bevestig eerst dat u het bent.',
      means: 'Deze handeling kan niet ongedaan worden gemaakt. Er is nog niets gebeurd.',
      todo: 'Vul uw wachtwoord in en bevestig opnieuw.',
    },
    'weak-password': {
      what: 'Dit wachtwoord is te makkelijk te raden.',
      means: 'Uw wachtwoord is niet veranderd.',
      todo: 'Kies ten minste twaalf tekens, liefst een zin die u onthoudt en nergens anders gebruikt.',
    },
    'link-expired': {
      what: 'Deze link werkt niet (meer).',
      means: 'Een link werkt één keer en een beperkte tijd. Er is niets veranderd.',
      todo: 'Vraag een nieuwe link aan, of vraag er een aan de beheerder.',
    },
    'file-damaged': {
      what: 'Dit bestand is beschadigd.',
      means: 'Er is niets geïmporteerd.',
      todo: 'Open het in uw tekstverwerker, sla het opnieuw op als .docx en kies het nog eens.',
    },
    'file-has-macros': {
      what: 'In dit bestand zit een programma (een macro).',
      means: 'Er is niets geïmporteerd. Een macro kan schade doen.',
      todo: 'Sla het document op als gewoon Word-document (.docx) en kies dat bestand.',
    },
    'file-protected': {
      what: 'Dit bestand is beveiligd met een wachtwoord.',
      means: 'Er is niets geïmporteerd: Samenspel kan het niet openen.',
      todo: 'Open het in Word, haal het wachtwoord eraf, sla het op en kies het nog eens.',
    },
    'file-too-complex': {
      what: 'Dit bestand is uitgepakt te groot of te ingewikkeld.',
      means: 'Er is niets geïmporteerd.',
      todo: 'Verwijder afbeeldingen of deel het document op, en probeer het opnieuw.',
    },
    'too-many-sections': {
      what: 'Dit bestand heeft meer dan 500 hoofdstukken.',
      means: 'Er is niets geïmporteerd. Zo’n document wordt te traag voor wie eraan werkt.',
      todo: 'Deel het bestand op, of maak van koppen die geen hoofdstuk zijn een lager niveau.',
    },
    'text-changed': {
      what: 'De tekst is intussen veranderd.',
      means: 'Er is niets vastgelegd of veranderd, zodat u nooit iets bevestigt dat u niet zag.',
      todo: 'Bekijk de nieuwe tekst en doe het daarna opnieuw.',
    },
    'round-open': {
      what: 'Over een van deze secties loopt al een reactieronde.',
      means: 'Er is geen nieuwe ronde geopend. De lopende ronde staat boven het document, met de dag waarop zij sluit.',
      todo: 'Kies andere secties, of wacht tot de lopende ronde is gesloten.',
    },
    'section-damaged': {
      what: 'Een deel van deze sectie kan niet worden gelezen.',
      means: 'Daarom kan nu niemand erbij die de sectie nog niet las. Er is niets veranderd.',
      todo: 'Vraag de beheerder de sectie te herstellen. U kunt wel rechten wegnemen.',
    },
    'seal-key-missing': {
      what: 'Er kan nu niets worden vastgelegd.',
      means:
        'De sleutel waarmee Samenspel verzegelt, ontbreekt op de server. Er is niets vastgelegd. Lezen kan gewoon.',
      todo: 'Vraag de beheerder van de server om de sleutel terug te zetten en probeer het dan opnieuw.',
    },
    'seal-broken': {
      what: 'Er kan nu niets worden vastgelegd.',
      means:
        'Wat eerder is verzegeld, klopt niet meer: iemand heeft het buiten Samenspel om veranderd. Er is niets vastgelegd.',
      todo: 'Kies bij de tafel Controleren wat is vastgelegd, en bewaar de uitslag. Waarschuw daarna de beheerder van de server.',
    },
    'term-running': {
      what: 'De termijn loopt nog.',
      means: 'Er is niets vastgelegd. Partijen kunnen nog zeggen dat zij het er niet mee eens zijn.',
      todo: 'Wacht tot de termijn voorbij is en doe het dan opnieuw.',
    },
    'term-over': {
      what: 'De termijn is voorbij.',
      means: 'Er is niets veranderd.',
      todo: 'Neem contact op met de voorzitter van de tafel.',
    },
    archived: {
      what: 'Dit is gearchiveerd.',
      means: 'Er kan niets meer aan worden veranderd. Er is niets opgeslagen.',
      todo: 'Haal het eerst terug uit het archief, of werk verder in een kopie.',
    },
    closed: {
      what: 'Deze tafel is gesloten.',
      means: 'U kunt alles blijven lezen, maar er kan niets meer veranderen. Er is niets opgeslagen.',
      todo: 'Moet er toch iets gebeuren? Vraag de beheerder om de tafel weer te openen.',
    },
    unavailable: {
      what: 'Samenspel is even niet bereikbaar.',
      means: 'Uw laatste handeling is niet uitgevoerd. Wat al opgeslagen was, is veilig.',
      todo: 'Wacht een paar minuten en probeer het opnieuw.',
    },
    internal: {
      what: 'Er ging iets mis in Samenspel.',
      means: 'Uw laatste handeling is misschien niet uitgevoerd. Wat al opgeslagen was, is veilig.',
      todo: 'Probeer het opnieuw. Gebeurt het nog eens? Meld het bij de secretaris van de tafel.',
    },
    'no-connection': {
      what: 'Er is geen verbinding.',
      means: 'Uw laatste handeling is niet uitgevoerd.',
      todo: 'Controleer uw internetverbinding en probeer het opnieuw.',
    },
    'not-understood': {
      what: 'Samenspel kreeg een onverwacht antwoord.',
      means: 'Misschien is er een nieuwe versie van Samenspel. Wat al opgeslagen was, is veilig.',
      todo: 'Laad de pagina opnieuw. Helpt dat niet? Meld het bij de secretaris van de tafel.',
    },
  },
};
