import type nl from './messages.nl';

export default {
  cancel: 'Cancel',
  print: 'Print',
  readingOnly: 'You can read this document.',
  formalityMeans: {
    formal: 'This is about the contract: what it says can bind parties.',
    informal: 'This is working things out together: what it says binds nobody yet.',
  },
  audience: {
    everybody: 'everybody at the table',
    roles: {
      commissioner: 'municipalities',
      contractor: 'care providers',
      clientRepresentative: 'client representatives',
      partner: 'chain partners',
      chair: 'the chair',
      secretary: 'the secretary',
      observer: 'observers',
    },
  },
  bar: {
    restricted: 'Restricted',
    visibleFor: 'Visible to: {audience}.',
    panels: { comments: 'Comments', history: 'History', rights: 'Who sees this?' },
    rights: {
      none: 'You cannot read this.',
      read: 'You can read.',
      comment: 'You can read.',
      propose: 'You can read.',
      write: 'You can write here.',
    },
  },
  save: {
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
      resync: 'Not saved. The section is being fetched again; your text is kept under "Text not placed".',
      forbidden: 'Not saved: you may no longer write in this section. Your text is kept under "Text not placed".',
      schema:
        'Not saved: there is a new version of Samenspel. Your text is kept under "Text not placed". Reload the page.',
      'too-large':
        'Not saved: this piece of text is too large. It is kept under "Text not placed". Add it in smaller pieces.',
      generation: 'Not saved: the section has been renewed meanwhile. Your text is kept under "Text not placed".',
      lease: 'Not saved: your turn to write had expired. Your text is kept under "Text not placed".',
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
    lead: 'You typed this text, but it did not end up in the section. Only you can see it. Copy what you still need.',
    none: 'You have no text that still has to be placed.',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'This browser does not let us copy. Select the text and copy it with the keyboard.',
    discard: 'Discard',
    keep: 'Keep',
    ask: 'Do you want to discard this text?',
    askMeans: 'The text will be gone for good. Nobody can get it back.',
    reasons: {
      retry: 'It could not be saved, not even after several attempts.',
      resync: 'The section had to be fetched again.',
      forbidden: 'You were no longer allowed to write in this section.',
      schema: 'Your version of Samenspel was too old for this section.',
      'too-large': 'The piece of text was too large.',
      generation: 'The section had been renewed meanwhile.',
      lease: 'Your turn to write had expired.',
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
    },
    commissionersOnly: {
      label: 'Municipalities only',
      means: 'Other parties do not even see that this section exists.',
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
    open: 'Add a section',
    title: 'Add a section',
    lead: 'The section goes at the end of the document. You can change who sees it later.',
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
    lead: 'You start with an empty document. Then you add sections and choose for each who sees it.',
    confirm: 'Add the document',
  },
  import: {
    title: 'Import a file',
    lead: 'We turn your file into a document in sections. You first see what it will become. Nothing is stored until you agree.',
    choose: 'Choose a file, or drag it here',
    kinds: 'Plain text (.txt) or Markdown (.md), 5 MB at most.',
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
    confirm: 'Create this document',
    other: 'Choose another file',
  },
} satisfies typeof nl;
