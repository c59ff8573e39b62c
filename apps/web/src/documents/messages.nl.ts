import arranging from './messages-arranging.nl';

export default {
  ...arranging,
  cancel: 'Annuleren',
  print: 'Afdrukken',
  printed: {
    copy: 'Exemplaar van {party} als {role}: wat deze partij mag lezen.',
    at: 'Afgedrukt op {moment}.',
  },
  export: {
    open: 'Exporteren',
    means: 'U krijgt de secties die u mag lezen.',
    docx: 'Word-document (.docx)',
    pdf: 'PDF, om te lezen of te versturen',
    busy: 'Samenspel maakt uw bestand …',
  },
  readingOnly: 'U kunt dit document lezen.',
  formalityMeans: {
    formal: 'Dit gaat over het contract. Partijen zijn pas gebonden na vaststelling en ondertekening.',
    informal: 'Wij werken dit samen uit. Er is nog niets afgesproken.',
  },
  audience: {
    everybody: 'iedereen aan tafel',
    roles: {
      commissioner: 'gemeenten',
      contractor: 'aanbieders',
      clientRepresentative: 'cliëntvertegenwoordigers',
      partner: 'ketenpartners',
      chair: 'de voorzitter',
      secretary: 'de secretaris',
      observer: 'toehoorders',
    },
  },
  bar: {
    restricted: 'Afgeschermd',
    visibleFor: 'Zichtbaar voor: {audience}.',
    panels: { comments: 'Opmerkingen', history: 'Geschiedenis', rights: 'Wie mag dit lezen en wijzigen?' },
    rights: {
      none: 'U kunt dit niet lezen.',
      read: 'U kunt lezen.',
      comment: 'U kunt opmerkingen maken.',
      propose: 'U kunt opmerkingen maken.',
      write: 'U kunt hier schrijven.',
    },
    damaged: 'Beschadigd: alleen lezen.',
  },
  save: {
    onlyHere: 'Sluit deze pagina niet: deze tekst is nergens anders bewaard.',
    saved: 'Opgeslagen',
    saving: 'Bezig met opslaan',
    unsaved: {
      'no-connection':
        'Niet opgeslagen: geen verbinding. Uw tekst blijft hier staan en wordt verstuurd zodra de verbinding er weer is.',
      'server-cannot-save':
        'Niet opgeslagen: opslaan lukt nu niet. Uw tekst blijft hier staan en wordt verstuurd zodra het weer kan.',
    },
    refused: {
      retry: 'Niet opgeslagen. Uw tekst blijft hier staan en wordt nog eens verstuurd.',
      resync:
        'Niet opgeslagen. De sectie is opnieuw opgehaald. Uw tekst is bewaard onder "Niet geplaatste tekst". Zet hem daar terug.',
      forbidden:
        'Niet opgeslagen: u mag in deze sectie niet meer schrijven. Uw tekst is bewaard onder "Niet geplaatste tekst". Kopieer hem daar.',
      schema:
        'Niet opgeslagen: er is een nieuwe versie van Samenspel. Uw tekst is bewaard onder "Niet geplaatste tekst". Laad de pagina opnieuw.',
      'too-large':
        'Niet opgeslagen: dit stuk tekst is te groot. Het is bewaard onder "Niet geplaatste tekst". Zet het daar terug: dat gaat in kleinere stukken.',
      generation:
        'Niet opgeslagen: de sectie is intussen vernieuwd. Uw tekst is bewaard onder "Niet geplaatste tekst". Zet hem daar terug.',
      lease:
        'Niet opgeslagen: op een andere plek werd onder uw naam in deze sectie geschreven. Uw tekst is bewaard onder "Niet geplaatste tekst". Zet hem daar terug.',
      quarantined:
        'Niet opgeslagen: deze sectie is beschadigd en kan nu alleen worden gelezen. Uw tekst is bewaard onder "Niet geplaatste tekst". Waarschuw de beheerder.',
    },
  },
  outline: {
    title: 'Inhoud',
    writing: 'Nu aan het schrijven:',
    more: 'en nog {count}',
  },
  empty: {
    title: 'Dit document heeft nog geen secties die u kunt lezen.',
    mayAdd: 'Voeg een sectie toe om te beginnen. Per sectie kiest u wie haar ziet.',
    wait: 'Zodra er een sectie voor u is, ziet u die hier.',
  },
  drafts: {
    title: 'Niet geplaatste tekst',
    button: 'Eén tekst niet geplaatst | {count} teksten niet geplaatst',
    lead: 'Deze tekst hebt u getypt, maar hij kwam niet in de sectie terecht. Alleen u ziet hem. Zet terug of kopieer wat u nog nodig hebt.',
    none: 'U hebt geen tekst die nog geplaatst moet worden.',
    copy: 'Kopiëren',
    copied: 'Gekopieerd',
    copyFailed: 'Kopiëren lukt niet in deze browser. Selecteer de tekst en kopieer hem met het toetsenbord.',
    discard: 'Weggooien',
    keep: 'Bewaren',
    putBack: 'Zet terug in de tekst',
    returning: 'Deze tekst staat weer aan het eind van de sectie. Zodra hij daar is opgeslagen, verdwijnt hij hier.',
    putBackFailed: 'Terugzetten lukt nu niet. Probeer het later opnieuw, of kopieer de tekst.',
    onlyHere: 'Deze tekst is alleen op deze pagina. Sluit u de pagina, dan is hij weg.',
    ask: 'Wilt u deze tekst weggooien?',
    askMeans: 'De tekst is daarna voorgoed weg. Niemand kan hem terughalen.',
    reasons: {
      retry: 'Opslaan lukte niet, ook niet na een paar keer proberen.',
      resync: 'De sectie moest opnieuw worden opgehaald.',
      forbidden: 'U mocht in deze sectie niet meer schrijven.',
      schema: 'Uw versie van Samenspel was te oud voor deze sectie.',
      'too-large':
        'Het stuk tekst was te groot, of de sectie is vol. Plak het in kleinere stukken, of in een nieuwe sectie.',
      generation: 'De sectie was intussen vernieuwd.',
      lease: 'Op een andere plek werd onder uw naam in deze sectie geschreven.',
      quarantined: 'De sectie is beschadigd en kan alleen worden gelezen tot de beheerder haar herstelt.',
    },
  },
  presets: {
    wholeTable: {
      label: 'De hele tafel schrijft mee',
      means: 'Gemeenten, aanbieders, voorzitter en secretaris schrijven. De anderen aan tafel lezen.',
    },
    toRead: {
      label: 'De hele tafel leest',
      means: 'Iedereen aan tafel kan dit lezen, niemand kan het veranderen.',
      meansOwn: 'Iedereen aan tafel kan dit lezen. Alleen u, als secretaris, schrijft erin.',
    },
    commissionersOnly: {
      label: 'Alleen gemeenten',
      means:
        'Alleen gemeenten zien deze sectie. Anderen zien ook niet dat zij er is. Dit is geen geheimhouding volgens de wet: bij een Woo-verzoek kijkt de gemeente of de tekst openbaar wordt.',
    },
    commissionersWithSecretariat: {
      label: 'Gemeenten en regiobureau ({office})',
      means:
        'Alleen de gemeenten en het regiobureau zien deze sectie, en schrijven erin. Anderen zien ook niet dat zij er is.',
    },
    providerWithCommissioners: {
      label: 'Gemeenten en één aanbieder',
      means: 'Voor afspraken over bijvoorbeeld tarief of tempo. Andere aanbieders zien deze sectie niet.',
    },
    clientRepresentativesOnly: {
      label: 'Alleen cliëntvertegenwoordigers',
      means: 'Voor een advies in de maak. Gemeenten en aanbieders zien deze sectie niet.',
    },
    ownSeat: {
      label: 'Alleen {party}',
      means: 'Alleen mensen van uw eigen partij aan deze tafel zien deze sectie.',
    },
  },
  addSection: {
    beside: 'Ook zichtbaar voor {parties}, door de rol aan deze tafel.',
    open: 'Sectie toevoegen',
    title: 'Sectie toevoegen',
    lead: 'De sectie komt onderaan het document. Wie haar ziet, kunt u later nog veranderen.',
    leadBelow:
      'De sectie komt onder {name}, als zij dezelfde lezers heeft. Wie haar ziet, kunt u later nog veranderen.',
    titleLabel: 'Titel van de sectie',
    titleMissing: 'Geef de sectie een titel',
    whoSees: 'Wie ziet deze sectie?',
    provider: 'Welke aanbieder?',
    chooseProvider: 'Kies een aanbieder',
    providerMissing: 'Kies de aanbieder die deze sectie mag zien',
    add: 'Toevoegen',
  },
  fields: {
    title: 'Titel',
    titleMissing: 'Geef het document een titel',
    kind: 'Soort document',
    formality: 'Wat is de status?',
  },
  add: {
    title: 'Document toevoegen',
    lead: 'Begin leeg of met een opzet. Per sectie kiest u wie haar ziet.',
    confirm: 'Document toevoegen',
  },
  import: {
    title: 'Bestand importeren',
    lead: 'Samenspel maakt van uw bestand een document in secties. U ziet eerst wat het wordt. Er wordt niets bewaard voordat u akkoord geeft.',
    choose: 'Kies een bestand, of sleep het hierheen',
    kinds: 'Word (.docx), hoogstens 10 MB. Platte tekst (.txt) of Markdown (.md), hoogstens 5 MB.',
    sending: '{name} wordt verstuurd',
    reading: '{name} wordt gelezen',
    preview: 'Dit wordt het',
    found: 'Gevonden in {name}:',
    sections: 'één sectie, | {count} secties,',
    words: 'één woord. | {n} woorden.',
    blocks: 'één alinea | {count} alinea’s',
    unsure: 'Eén alinea is misschien niet goed gelezen. | {count} alinea’s zijn misschien niet goed gelezen.',
    unsureMeans:
      'Misschien zijn regels verkeerd samengevoegd of gesplitst. Ze zijn hieronder gemerkt, en ook in het document tot iemand ze heeft nagekeken.',
    unsureHere: '({count} om na te kijken) | ({count} om na te kijken)',
    check: 'Kijk dit na',
    about: 'Over dit document',
    whoSees: 'Wie ziet wat u importeert?',
    titleSeen: 'De titel van het document ziet de hele tafel. Zet daar niets in wat anderen niet mogen weten.',
    confirm: 'Maak dit document',
    other: 'Ander bestand kiezen',
    remarks: {
      title: 'Dit blijft niet zoals het was',
      lead: 'Er is nog niets bewaard. Kijk na of u dit kunt missen, of pas uw bestand eerst aan.',
      'left-out': 'Dit gaat niet mee',
      changed: 'Dit wordt anders',
      what: {
        footnotes: 'Eén verwijzing naar een voetnoot. | {n} verwijzingen naar een voetnoot.',
        'tracked-changes': 'Eén bijgehouden wijziging. | {n} bijgehouden wijzigingen.',
        comments: 'Eén opmerking in de kantlijn. | {n} opmerkingen in de kantlijn.',
        images: 'Eén afbeelding. | {n} afbeeldingen.',
        'external-images': 'Eén afbeelding van een ander adres. | {n} afbeeldingen van een ander adres.',
        'text-boxes': 'Eén tekstvak. | {n} tekstvakken.',
        equations: 'Eén formule. | {n} formules.',
        objects:
          'Eén ingevoegd onderdeel (grafiek, blad of bestand). | {n} ingevoegde onderdelen (grafiek, blad of bestand).',
        headers: 'Eén kop- of voettekst. | {n} kop- en voetteksten.',
        placeholders: 'Eén invulplek die nog leeg is. | {n} invulplekken die nog leeg zijn.',
        'lost-fields': 'Eén veld zonder tekst in het bestand. | {n} velden zonder tekst in het bestand.',
        contents: 'De inhoudsopgave. | De inhoudsopgave.',
        fields: 'Eén veld (zoals een datum of een verwijzing). | {n} velden (zoals een datum of een verwijzing).',
        'typed-numbers': 'Eén nummer dat Word zelf telde. | {n} nummers die Word zelf telde.',
        'number-signs': 'Eén nummer met een ander teken erachter. | {n} nummers met een ander teken erachter.',
        symbols: 'Eén onbekend teken. | {n} onbekende tekens.',
        'merged-cells': 'Eén zeer grote samengevoegde cel. | {n} zeer grote samengevoegde cellen.',
        'nested-tables': 'Eén tabel in een tabel. | {n} tabellen in een tabel.',
        'inner-links': 'Eén link naar een plek in het bestand zelf. | {n} links naar een plek in het bestand zelf.',
        'unsafe-links':
          'Eén link die geen webadres of e-mailadres is. | {n} links die geen webadres of e-mailadres zijn.',
        'raised-text': 'Eén stukje tekst boven of onder de regel. | {n} stukjes tekst boven of onder de regel.',
        'hidden-text': 'Eén stuk verborgen tekst. | {n} stukken verborgen tekst.',
        'own-export': 'De gegevens van een eerdere export. | De gegevens van een eerdere export.',
        styles: 'Eén onbekende stijl. | {n} onbekende stijlen.',
      },
      means: {
        footnotes:
          'Het nummer staat in de tekst tussen haken; de voetnoten staan aan het eind van de sectie, onder "Voetnoten".',
        'tracked-changes':
          'De tekst komt binnen alsof alles is aangenomen: wat is ingevoegd staat er, wat is verwijderd niet.',
        comments: 'Zet over wat nog nodig is als opmerking in het document.',
        images: 'Een sectie bevat alleen tekst en tabellen.',
        'external-images': 'Van dat adres is niets opgehaald.',
        'text-boxes': 'De tekst staat na de alinea waar het vak bij hoorde.',
        equations: 'De formule staat als gewone tekst op één regel: kijk na of zij nog klopt.',
        objects: 'Zet over wat nodig is als tekst of tabel.',
        headers: 'Samenspel zet bij een export zelf titel, datum en paginanummer onderaan.',
        placeholders: 'De vraag om iets in te vullen ("Klik om tekst in te voeren") is geen tekst en blijft weg.',
        'lost-fields': 'Word werkt zo’n veld pas uit bij het openen, zoals een paginanummer. Typ wat nodig is.',
        contents: 'Samenspel maakt die zelf van de secties.',
        fields: 'De tekst die er nu in staat blijft, en verandert niet meer vanzelf.',
        'typed-numbers':
          'Ze staan er nu als gewone tekst, zoals "Artikel 3" of "2.1", en tellen niet meer mee als u iets verplaatst.',
        'number-signs': 'Het nummer blijft hetzelfde; erachter staat nu een punt.',
        symbols: 'Op die plek staat nu �. Typ het teken dat er hoort.',
        'merged-cells': 'De tekst staat in de eerste cel, de andere cellen zijn leeg.',
        'nested-tables': 'De tekst staat als alinea’s in de cel.',
        'inner-links': 'De tekst blijft, zonder link.',
        'unsafe-links': 'De tekst blijft, zonder link.',
        'raised-text': 'De tekst staat gewoon op de regel.',
        'hidden-text': 'Wat in Word verborgen is, komt niet mee. Maak het daar eerst zichtbaar als u het nodig hebt.',
        'own-export': 'Dit bestand komt uit Samenspel; titelblad, codes en zichtbaarheid horen niet bij de tekst.',
        styles: 'De tekst blijft, als gewone alinea.',
      },
    },
  },
};
