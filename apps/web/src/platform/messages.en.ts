import type nl from './messages.nl';

export default {
  brand: 'Samenspel',
  brandToDesk: 'Samenspel, to my desk',
  toDesk: 'To my desk',
  tryAgain: 'Try again',
  display: 'Display',
  displayOf: 'Colours of the screen',
  themes: {
    system: 'Same as this device',
    light: 'Light',
    dark: 'Dark',
  },
  languages: {
    nl: 'Nederlands',
    'en-GB': 'English',
  },
  newVersion: 'There is a new version of Samenspel.',
  newVersionMeans: 'You can read, but you can no longer write. Reload the page to go on working.',
  reload: 'Reload the page',
  unsaved: {
    title: 'Not all of your text has been saved',
    means:
      'If you leave now, what you typed last may be lost. Stay on this page until it says "Saved", or copy your text first.',
    stay: 'Stay on this page',
    leave: 'Leave anyway',
  },
  problems: {
    'not-found': {
      what: 'This cannot be found here.',
      means: 'It does not exist (any more), or it is not visible to the seat you are using now.',
      todo: 'Do you have more seats? Then switch seat at the top of the page. Or go back to your desk.',
    },
    forbidden: {
      what: 'You are not allowed to do that here.',
      means: 'Nothing has changed. Your seat does not have the right that this needs.',
      todo: 'Ask an owner of the section, or the secretary of the table, to give you that right.',
    },
    'not-signed-in': {
      what: 'You are not signed in.',
      means: 'Your last action was not carried out.',
      todo: 'Sign in and try again.',
    },
    'no-seat': {
      what: 'You have not chosen a seat yet.',
      means: 'Without a seat we do not know on whose behalf you are acting. Nothing has changed.',
      todo: 'First choose as whom you will continue.',
    },
    'wrong-origin': {
      what: 'This request did not come from Samenspel itself.',
      means: 'For safety it was not carried out. Nothing has changed.',
      todo: 'Open Samenspel at the address that your organisation gave you and try again.',
    },
    'invalid-input': {
      what: 'Something has not been filled in correctly.',
      means: 'Nothing was saved.',
      todo: 'Check what you filled in and try again.',
    },
    conflict: {
      what: 'Somebody else has just changed this.',
      means: 'Your change was not made, so that you do not overwrite theirs.',
      todo: 'Look at how it stands now and make your change again if it is still needed.',
    },
    'too-large': {
      what: 'This is too large.',
      means: 'Nothing was saved. A file can be 5 MB at most.',
      todo: 'Remove images or split the file, and try again.',
    },
    'too-many-requests': {
      what: 'Too many requests are coming in a short time.',
      means: 'Your last action was not carried out.',
      todo: 'Wait a minute and try again.',
    },
    'empty-file': {
      what: 'There is no text in this file.',
      means: 'Nothing was imported.',
      todo: 'Open the file to see whether it holds text. Is it a scan? Then turn it into text first.',
    },
    'binary-file': {
      what: 'This file holds no readable text.',
      means: 'Nothing was imported. It is probably an image or a program.',
      todo: 'Save your document as plain text (.txt) or as Markdown (.md) and choose that file.',
    },
    'unsupported-file': {
      what: 'We cannot read this kind of file.',
      means: 'Nothing was imported.',
      todo: 'Save your document as plain text (.txt) or as Markdown (.md) and choose that file.',
    },
    'unreadable-text': {
      what: 'The text in this file cannot be read properly.',
      means: 'Nothing was imported. The file is damaged or uses an unknown character set.',
      todo: 'Open the file in your word processor, save it again and choose it once more.',
    },
    'last-owner': {
      what: 'This would leave nobody who manages the section.',
      means: 'The rights have not changed.',
      todo: 'Make sure that at least one owner can read the section.',
    },
    unavailable: {
      what: 'Samenspel cannot be reached for a moment.',
      means: 'Your last action was not carried out. What was saved already is safe.',
      todo: 'Wait a few minutes and try again.',
    },
    internal: {
      what: 'Something went wrong on our side.',
      means: 'Your last action may not have been carried out. What was saved already is safe.',
      todo: 'Try again. Does it happen again? Then tell the secretary of the table.',
    },
    'no-connection': {
      what: 'There is no connection.',
      means: 'Your last action was not carried out.',
      todo: 'Check your internet connection and try again.',
    },
    'not-understood': {
      what: 'We received an answer that we do not understand.',
      means: 'There may be a new version of Samenspel. What was saved already is safe.',
      todo: 'Reload the page. Does that not help? Then tell the secretary of the table.',
    },
  },
} satisfies typeof nl;
