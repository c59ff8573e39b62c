import type nl from './messages.nl';

export default {
  title: 'Search',
  lead: 'You search everything that you may read at this table: documents, sections, comments and outcomes.',
  label: 'What are you looking for?',
  submit: 'Search',
  help: 'Put words that belong together in quotes: "dicht bij huis". A minus in front leaves a word out: verblijf -crisis.',
  recent: 'Searched before',
  kinds: {
    document: 'Documents',
    section: 'Sections',
    comment: 'Comments',
    outcome: 'Outcomes',
  },
  found: 'One result for "{q}". | {n} results for "{q}".',
  more: 'There is more. Add a word to narrow it down.',
  nothing: 'Nothing found for "{q}".',
  incomplete: 'Part of the text is still being read in. Search again in a moment.',
  nothingMeans: 'What you may not read is not found here either. Try it another way:',
  tips: {
    fewer: 'Use fewer words, or only the beginning of a word.',
    other: 'Use another word for the same thing.',
    seat: 'Do you have more seats? Then change seats at the top.',
  },
} satisfies typeof nl;
