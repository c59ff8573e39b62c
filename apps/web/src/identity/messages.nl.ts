export default {
  actingAs: 'U handelt als:',
  capacity: '{party}, {role}',
  switchSeat: 'Wisselen van zetel',
  otherSeats: 'Verder gaan als',
  menuOf: 'Menu van {name}',
  signOut: 'Afmelden',
  signIn: {
    title: 'Aanmelden',
    lead: 'Samenspel is de werkplek waar gemeenten, aanbieders en cliënten samen aan plannen voor de jeugdhulp schrijven.',
    demonstration:
      'Dit is een demonstratie. Alle gemeenten, aanbieders en mensen zijn verzonnen. Kies als wie u wilt meekijken en meeschrijven.',
    noDemonstration:
      'Deze versie van Samenspel kent alleen de demonstratie. Aanmelden met een eigen account kan hier nog niet.',
  },
  ended: {
    what: 'U bent afgemeld.',
    todo: 'Meld u opnieuw aan om verder te werken. Tekst die nog niet verstuurd was, blijft in dit venster bewaard: laat het dus open.',
  },
  seat: {
    title: 'Als wie gaat u verder?',
    lead: 'U hebt meer dan één zetel. Wat u ziet en mag, hangt af van de zetel die u kiest. U kunt later wisselen.',
    choose: 'Verder als {party}',
    none: 'U hebt nog geen zetel aan een tafel. Vraag de secretaris van de tafel om u toe te voegen.',
  },
  account: {
    title: 'Uw account',
    name: 'Naam',
    jobTitle: 'Functie',
    sessions: 'Waar u bent aangemeld',
    sessionsLead: 'Herkent u een apparaat niet? Meld u dan overal af.',
    thisBrowser: 'Deze browser',
    since: 'Aangemeld op {at}.',
    lastSeen: 'Laatst gebruikt op {at}.',
    everywhere: 'Overal afmelden',
    everywhereAsk: 'Wilt u zich overal afmelden?',
    everywhereMeans: 'U wordt op al uw apparaten afgemeld, ook hier. Daarna kunt u zich opnieuw aanmelden.',
    staySignedIn: 'Aangemeld blijven',
  },
  confirm: {
    password: 'Uw wachtwoord',
    why: 'Wat u hier vastlegt kan niet ongedaan worden gemaakt. Daarom vragen wij of u het echt bent.',
    missing: 'Vul uw wachtwoord in.',
    demonstration: 'In het echt vult u hier uw wachtwoord in. De mensen van de demonstratie hebben er geen.',
  },
};
