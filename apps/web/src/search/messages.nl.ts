export default {
  title: 'Zoeken',
  lead: 'U zoekt in alles wat u aan deze tafel mag lezen: documenten, secties, opmerkingen en uitkomsten.',
  label: 'Waar zoekt u naar?',
  submit: 'Zoeken',
  help: 'Zet woorden die bij elkaar horen tussen aanhalingstekens: "dicht bij huis". Met een min ervoor sluit u een woord uit: verblijf -crisis.',
  recent: 'Eerder gezocht',
  kinds: {
    document: 'Documenten',
    section: 'Secties',
    comment: 'Opmerkingen',
    outcome: 'Uitkomsten',
  },
  found: 'Eén resultaat voor "{q}". | {n} resultaten voor "{q}".',
  more: 'Er is meer. Voeg een woord toe om gerichter te zoeken.',
  nothing: 'Niets gevonden voor "{q}".',
  incomplete: 'Een deel van de tekst wordt nog ingelezen. Zoek zo meteen nog eens.',
  nothingMeans: 'Wat u niet mag lezen, vindt u hier ook niet. Probeer het anders:',
  tips: {
    fewer: 'Gebruik minder woorden, of alleen het begin van een woord.',
    other: 'Gebruik een ander woord voor hetzelfde.',
    seat: 'Hebt u meer zetels? Wissel dan bovenaan van zetel.',
  },
};
