export default {
  outbox: {
    title: 'Postvak van de demonstratie',
    lead: 'In de demonstratie gaat geen e-mail de deur uit. Hier leest u de brieven die Samenspel aan u zou sturen, de nieuwste eerst. Een beheerder leest ook de uitnodigingen en de brieven over wachtwoorden. De links werken.',
    refresh: 'Opnieuw kijken',
    empty:
      'Er is nog geen brief voor u. Noemt iemand u in een opmerking, of nodigt u als beheerder iemand uit? Dan verschijnt hier een brief.',
    to: 'Aan {to}',
  },
  mail: {
    smtp: 'Samenspel verstuurt e-mail.',
    off: 'Er gaat geen e-mail uit, want er is geen mailserver ingesteld.',
    offMeans: 'Na een uitnodiging ziet u de link één keer. Geef die zelf aan de genodigde.',
    outbox: 'In de demonstratie gaat geen e-mail uit. De brieven staan in het postvak.',
    toOutbox: 'Naar het postvak',
    waiting: 'Alle brieven zijn verstuurd. | Eén brief wacht op verzending. | {count} brieven wachten op verzending.',
    givenUp:
      'Geen enkele brief is opgegeven. | Eén brief kon niet worden verstuurd. | {count} brieven konden niet worden verstuurd.',
    lastSent: 'De laatste brief is verstuurd op {at}.',
  },
};
