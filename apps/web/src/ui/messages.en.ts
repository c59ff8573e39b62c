import type nl from './messages.nl';

export default {
  loading: 'Loading',
  close: 'Close',
  errorSummary: 'There is one thing to correct | There are {count} things to correct',
  skipToContent: 'Skip to content',
} satisfies typeof nl;
