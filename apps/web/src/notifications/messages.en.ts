import type nl from './messages.nl';

export default {
  outbox: {
    title: 'Outbox of the demonstration',
    lead: 'The demonstration sends no e-mail. Here you read the letters that Samenspel would send to you, newest first. An administrator also reads invitations and letters about passwords. The links work.',
    refresh: 'Look again',
    empty:
      'There is no letter for you yet. When somebody mentions you in a comment, or you invite somebody as administrator, a letter will appear here.',
    to: 'To {to}',
  },
  mail: {
    smtp: 'Samenspel sends e-mail.',
    off: 'No e-mail goes out, because no mail server has been set.',
    offMeans: 'After inviting somebody you see the link once. Give it to that person yourself.',
    outbox: 'The demonstration sends no e-mail. Its letters are in the outbox.',
    toOutbox: 'To the outbox',
    waiting:
      'All letters have been sent. | One letter is waiting to be sent. | {count} letters are waiting to be sent.',
    givenUp: 'No letter was given up. | One letter could not be sent. | {count} letters could not be sent.',
    lastSent: 'The last letter was sent on {at}.',
  },
} satisfies typeof nl;
