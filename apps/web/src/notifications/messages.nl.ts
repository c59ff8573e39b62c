export default {
  outbox: {
    title: 'Postvak van de demonstratie',
    lead: 'In de demonstratie gaat geen e-mail de deur uit. Hier leest u de e-mails die Samenspel aan u zou sturen, de nieuwste eerst. Een beheerder leest ook de uitnodigingen en de e-mails over wachtwoorden. De links werken.',
    refresh: 'Opnieuw kijken',
    empty:
      'Er is nog geen e-mail voor u. Noemt iemand u in een opmerking, of nodigt u als beheerder iemand uit? Dan verschijnt hier een e-mail.',
    to: 'Aan {to}',
  },
  mail: {
    smtp: 'Samenspel verstuurt e-mail.',
    off: 'Er gaat geen e-mail uit, want er is geen mailserver ingesteld.',
    offMeans: 'Na een uitnodiging ziet u de link één keer. Geef die zelf aan de genodigde.',
    outbox: 'In de demonstratie gaat geen e-mail uit. De e-mails staan in het postvak.',
    toOutbox: 'Naar het postvak',
    waiting: 'Alle e-mails zijn verstuurd. | Eén e-mail wacht op verzending. | {count} e-mails wachten op verzending.',
    givenUp:
      'Alle e-mails konden worden bezorgd. | Eén e-mail kon niet worden verstuurd. | {count} e-mails konden niet worden verstuurd.',
    lastSent: 'De laatste e-mail is verstuurd op {at}.',
  },
};
