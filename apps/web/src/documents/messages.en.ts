import arranging from './messages-arranging.en';

import type nl from './messages.nl';

export default {
  ...arranging,
  cancel: 'Cancel',
  print: 'Print',
  printed: {
    copy: 'Copy of {party} as {role}: what this party may read.',
    at: 'Printed on {moment}.',
  },
  export: {
    open: 'Export',
    means: 'You get the sections that you may read.',
    docx: 'Word document (.docx)',
    pdf: 'PDF, to read or send',
    busy: 'Making your file …',
  },
  readingOnly: 'You can read this document.',
  formalityMeans: {
    formal: 'This is about the contract. Parties are bound only after adoption and signing.',
    informal: 'We are working this out together. Nothing has been agreed yet.',
  },
  audience: {
    everybody: 'everybody at the table',
    roles: {
      commissioner: 'municipalities',
      contractor: 'care providers',
      clientRepresentative: 'client representatives',
      partner: 'partner organisations',
      chair: 'the chair',
      secretary: 'the secretary',
      observer: 'observers',
    },
  },
  bar: {
    restricted: 'Restricted',
    visibleFor: 'Visible to: {audience}.',
    panels: { comments: 'Comments', history: 'History', rights: 'Who may read and change this?' },
    rights: {
      none: 'You cannot read this.',
      read: 'You can read.',
      comment: 'You can comment.',
      propose: 'You can comment.',
      write: 'You can write here.',
    },
    damaged: 'Damaged: reading only.',
  },
  save: {
    onlyHere: 'Do not close this page: this text is kept nowhere else.',
    saved: 'Saved',
    saving: 'Saving',
    unsaved: {
      'no-connection':
        'Not saved: no connection. Your text stays here and will be sent as soon as you are back online.',
      'server-cannot-save':
        'Not saved: saving is not possible right now. Your text stays here and will be sent as soon as it is.',
    },
    refused: {
      retry: 'Not saved. Your text stays here and will be sent again.',
      resync:
        'Not saved. The section has been fetched again. Your text is kept under "Text not placed". Put it back from there.',
      forbidden:
        'Not saved: you may no longer write in this section. Your text is kept under "Text not placed". Copy it there.',
      schema:
        'Not saved: there is a new version of Samenspel. Your text is kept under "Text not placed". Reload the page.',
      'too-large':
        'Not saved: this piece of text is too large. It is kept under "Text not placed". Put it back from there: that goes in smaller pieces.',
      generation:
        'Not saved: the section has been renewed meanwhile. Your text is kept under "Text not placed". Put it back from there.',
      lease:
        'Not saved: somewhere else text was written in this section under your name. Your text is kept under "Text not placed". Put it back from there.',
      quarantined:
        'Not saved: this section is damaged and can only be read for now. Your text is kept under "Text not placed". Warn the administrator.',
    },
  },
  outline: {
    title: 'Contents',
    writing: 'Writing now:',
    more: 'and {count} more',
  },
  empty: {
    title: 'This document has no sections yet that you can read.',
    mayAdd: 'Add a section to begin. For each section you choose who sees it.',
    wait: 'As soon as there is a section for you, you will see it here.',
  },
  drafts: {
    title: 'Text not placed',
    button: 'One text not placed | {count} texts not placed',
    lead: 'You typed this text, but it did not end up in the section. Only you can see it. Put back or copy what you still need.',
    none: 'You have no text that still has to be placed.',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'This browser does not let us copy. Select the text and copy it with the keyboard.',
    discard: 'Discard',
    keep: 'Keep',
    putBack: 'Put back in the text',
    returning: 'This text stands at the end of the section again. Once it is saved there it disappears here.',
    putBackFailed: 'It cannot be put back now. Try again later, or copy the text.',
    onlyHere: 'This text is on this page only. If you close the page, it is gone.',
    ask: 'Do you want to discard this text?',
    askMeans: 'The text will be gone for good. Nobody can get it back.',
    reasons: {
      retry: 'It could not be saved, not even after several attempts.',
      resync: 'The section had to be fetched again.',
      forbidden: 'You were no longer allowed to write in this section.',
      schema: 'Your version of Samenspel was too old for this section.',
      'too-large':
        'The piece of text was too large, or the section is full. Paste it in smaller pieces, or in a new section.',
      generation: 'The section had been renewed meanwhile.',
      lease: 'Somewhere else text was written in this section under your name.',
      quarantined: 'The section is damaged and can only be read until the administrator repairs it.',
    },
  },
  presets: {
    wholeTable: {
      label: 'The whole table writes',
      means: 'Municipalities, providers, chair and secretary write. The others at the table read.',
    },
    toRead: {
      label: 'The whole table reads',
      means: 'Everybody at the table can read this, nobody can change it.',
      meansOwn: 'Everybody at the table can read this. Only you, as secretary, write in it.',
    },
    commissionersOnly: {
      label: 'Municipalities only',
      means:
        'Only municipalities see this section. Others do not see that it is there either. This is no secrecy under the law: a request under the Dutch open government act (Woo) may make the text public.',
    },
    commissionersWithSecretariat: {
      label: 'Municipalities and regional office ({office})',
      means:
        'Only the municipalities and the regional office see this section, and write in it. Others do not see that it is there either.',
    },
    providerWithCommissioners: {
      label: 'Municipalities and one provider',
      means: 'For agreements on rates or pace, for example. Other providers do not see this section.',
    },
    clientRepresentativesOnly: {
      label: 'Client representatives only',
      means: 'For advice in the making. Municipalities and providers do not see this section.',
    },
    ownSeat: {
      label: '{party} only',
      means: 'Only people of your own party at this table see this section.',
    },
  },
  addSection: {
    beside: 'Also visible to {parties}, by the role at this table.',
    open: 'Add a section',
    title: 'Add a section',
    lead: 'The section goes at the end of the document. You can change who sees it later.',
    leadBelow: 'The section goes below {name} when it has the same readers. You can change who sees it later.',
    titleLabel: 'Title of the section',
    titleMissing: 'Give the section a title',
    whoSees: 'Who sees this section?',
    provider: 'Which provider?',
    chooseProvider: 'Choose a provider',
    providerMissing: 'Choose the provider that may see this section',
    add: 'Add',
  },
  fields: {
    title: 'Title',
    titleMissing: 'Give the document a title',
    kind: 'Kind of document',
    formality: 'What is its status?',
  },
  add: {
    title: 'Add a document',
    lead: 'Start empty or with an outline. For each section you choose who sees it.',
    confirm: 'Add the document',
  },
  import: {
    title: 'Import a file',
    lead: 'We turn your file into a document in sections. You first see what it will become. Nothing is stored until you agree.',
    choose: 'Choose a file, or drag it here',
    kinds: 'Word (.docx), 10 MB at most. Plain text (.txt) or Markdown (.md), 5 MB at most.',
    sending: 'Sending {name}',
    reading: 'Reading {name}',
    preview: 'What it will become',
    found: 'In {name} we found:',
    sections: 'one section, | {count} sections,',
    words: 'one word. | {n} words.',
    blocks: 'one paragraph | {count} paragraphs',
    unsure: 'We are not sure about one paragraph. | We are not sure about {count} paragraphs.',
    unsureMeans:
      'Lines may have been joined or split wrongly. They are marked below, and in the document until somebody has checked them.',
    unsureHere: '({count} to check) | ({count} to check)',
    check: 'Please check',
    about: 'About this document',
    whoSees: 'Who will see what you import?',
    titleSeen: 'The title of the document is seen by the whole table. Put nothing in it that others may not know.',
    confirm: 'Create this document',
    other: 'Choose another file',
    remarks: {
      title: 'What will not stay as it was',
      lead: 'Nothing has been stored yet. Check whether you can do without this, or change your file first.',
      'left-out': 'We leave this out',
      changed: 'This becomes different',
      what: {
        footnotes: 'One reference to a footnote. | {n} references to footnotes.',
        'tracked-changes': 'One tracked change. | {n} tracked changes.',
        comments: 'One comment in the margin. | {n} comments in the margin.',
        images: 'One picture. | {n} pictures.',
        'external-images': 'One picture from another address. | {n} pictures from another address.',
        'text-boxes': 'One text box. | {n} text boxes.',
        equations: 'One equation. | {n} equations.',
        objects: 'One embedded object (chart, sheet or file). | {n} embedded objects (chart, sheet or file).',
        headers: 'One header or footer. | {n} headers and footers.',
        placeholders: 'One place that was not filled in. | {n} places that were not filled in.',
        'lost-fields': 'One field without text in the file. | {n} fields without text in the file.',
        contents: 'The table of contents. | The table of contents.',
        fields: 'One field (such as a date or a reference). | {n} fields (such as a date or a reference).',
        'typed-numbers': 'One number that Word counted by itself. | {n} numbers that Word counted by itself.',
        'number-signs': 'One number with another sign behind it. | {n} numbers with another sign behind them.',
        symbols: 'One sign that we do not know. | {n} signs that we do not know.',
        'merged-cells': 'One very large merged cell. | {n} very large merged cells.',
        'nested-tables': 'One table within a table. | {n} tables within a table.',
        'inner-links': 'One link to a place in the file itself. | {n} links to a place in the file itself.',
        'unsafe-links': 'One link that is no web or e-mail address. | {n} links that are no web or e-mail address.',
        'raised-text': 'One piece of text above or below the line. | {n} pieces of text above or below the line.',
        'hidden-text': 'One piece of hidden text. | {n} pieces of hidden text.',
        'own-export': 'The particulars of an earlier export. | The particulars of an earlier export.',
        styles: 'One style that we do not know. | {n} styles that we do not know.',
      },
      means: {
        footnotes:
          'The number stands in the text in brackets; the footnotes stand at the end of the section, under "Voetnoten".',
        'tracked-changes':
          'We take the text as if all were accepted: what was inserted is there, what was deleted is not.',
        comments: 'Copy what is still needed as a comment in the document.',
        images: 'A section holds text and tables only.',
        'external-images': 'We fetched nothing from that address.',
        'text-boxes': 'The text comes after the paragraph that the box belonged to.',
        equations: 'The equation stands on one line as ordinary text: check whether it is still right.',
        objects: 'Copy what is needed as text or as a table.',
        headers: 'Samenspel puts title, date and page number at the foot of an export by itself.',
        placeholders: 'The request to fill something in ("Click to enter text") is no text and is left out.',
        'lost-fields': 'Word works out such a field when it opens the file, like a page number. Type what is needed.',
        contents: 'Samenspel makes it from the sections by itself.',
        fields: 'The text that is in it now stays, and no longer changes by itself.',
        'typed-numbers':
          'They are ordinary text now, like "Artikel 3" or "2.1", and no longer count along when you move something.',
        'number-signs': 'The number stays the same; it has a full stop behind it now.',
        symbols: 'In its place stands �. Type the sign that belongs there.',
        'merged-cells': 'The text is in the first cell, the other cells are empty.',
        'nested-tables': 'The text stands as paragraphs in the cell.',
        'inner-links': 'The text stays, without the link.',
        'unsafe-links': 'The text stays, without the link.',
        'raised-text': 'The text stands on the line as usual.',
        'hidden-text': 'What is hidden in Word does not come along. Show it there first if you need it.',
        'own-export': 'This file comes from Samenspel; title page, codes and audience are not part of the text.',
        styles: 'The text stays, as an ordinary paragraph.',
      },
    },
  },
} satisfies typeof nl;
