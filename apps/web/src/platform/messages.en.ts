import type nl from './messages.nl';

export default {
  brand: 'Samenspel',
  brandToDesk: 'Samenspel, to my overview',
  toDesk: 'To my overview',
  nav: {
    label: 'Main menu',
    menu: 'Menu',
    desk: 'My overview',
    table: 'Table',
    search: 'Search',
    register: 'Outcomes and decisions',
    administration: 'Administration',
  },
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
  droppedFile: {
    what: 'You cannot drop a file here.',
    whatToDo:
      'Nothing has changed. Do you want to use the text in the file? Go to the page of the table and choose "Import a file" there.',
    close: 'Close',
  },
  connection: {
    'reload-needed': {
      what: 'There is a new version of Samenspel.',
      means: 'You can read, but you can no longer write. Reload the page to go on working.',
    },
    'too-many-sockets': {
      what: 'You have Samenspel open in too many windows.',
      means: 'You cannot write in this window. Close another window or tab; this one then goes on by itself.',
    },
    'too-many-messages': {
      what: 'This window sent too much in a row.',
      means: 'The connection was closed for a moment and comes back by itself. Your text stays here until it is saved.',
    },
  },
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
      todo: 'Do you have more seats? Then switch seat at the top of the page. Or go back to your overview.',
    },
    forbidden: {
      what: 'You are not allowed to do that here.',
      means: 'Nothing has changed. Your seat does not have the right that this needs.',
      todo: 'Ask the owner. "Who may read and change this?" says who that is.',
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
    'stands-apart': {
      what: 'This person sits at this table for another party already.',
      means:
        'These two parties keep texts from each other: one person cannot sit for both at the same time. Nothing was changed.',
      todo: 'Choose somebody else, or have the other place ended first. The administrator can do that.',
    },
    'in-use': {
      what: 'This has been used, so it cannot be taken away.',
      means:
        'Something depends on it: somebody sat on this seat, or something was done with it. That is kept. Nothing has changed.',
      todo: 'You can archive an organisation. A seat on which nobody sits gives access to nobody; you need not take it away.',
    },
    'seat-invited': {
      what: 'Somebody is still invited to this seat.',
      means: 'The seat is still there, and the invitation still works.',
      todo: 'Withdraw the invitation, and then take the seat away.',
    },
    'seated-already': {
      what: 'This person already has this seat during that time.',
      means: 'Two terms of one person on one seat cannot overlap. Nothing has changed.',
      todo: 'Choose another first or last day, or change the term that is there.',
    },
    'seat-term-over': {
      what: 'This term on the seat is over.',
      means: 'Who sat on the seat then stays on record. Nothing has changed.',
      todo: 'Does this person need the seat again? Then give a new term.',
    },
    'round-over': {
      what: 'This reaction round is closed.',
      means: 'Nothing can be added to it. Nothing was saved or changed.',
      todo: 'Did you write something? Copy it if you want to keep it, and ask the secretary of the table whether it can still be included.',
    },
    conflict: {
      what: 'Somebody else has just changed this.',
      means: 'Your change was not made, so that you do not overwrite theirs.',
      todo: 'Look at how it stands now and make your change again if it is still needed.',
    },
    'too-large': {
      what: 'This is too large.',
      means: 'Nothing was saved. A Word file can be 10 MB at most, a text file 5 MB.',
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
      todo: 'Save your document as a Word document (.docx) or as plain text (.txt) and choose that file.',
    },
    'unsupported-file': {
      what: 'We cannot read this kind of file.',
      means: 'Nothing was imported.',
      todo: 'Save your document as a Word document (.docx) or as plain text (.txt) and choose that file.',
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
    'sign-in-failed': {
      what: 'Signing in did not work.',
      means: 'The e-mail address or the password is not right, or no password was chosen yet.',
      todo: 'Try again, or ask for a new password.',
    },
    'step-up-needed': {
      what: 'First confirm that it is you.',
      means: 'This cannot be undone. Nothing has happened yet.',
      todo: 'Fill in your password and confirm again.',
    },
    'weak-password': {
      what: 'This password is too easy to guess.',
      means: 'Your password has not changed.',
      todo: 'Choose at least twelve characters, preferably a sentence that you remember and use nowhere else.',
    },
    'link-expired': {
      what: 'This link does not work (any more).',
      means: 'A link works once and for a limited time. Nothing has changed.',
      todo: 'Ask for a new link, or ask the administrator for one.',
    },
    'file-damaged': {
      what: 'This file is damaged.',
      means: 'Nothing was imported.',
      todo: 'Open it in your word processor, save it again as .docx and choose it once more.',
    },
    'file-has-macros': {
      what: 'This file holds a program (a macro).',
      means: 'Nothing was imported. A macro can do harm.',
      todo: 'Save the document as an ordinary Word document (.docx) and choose that file.',
    },
    'file-protected': {
      what: 'This file is protected by a password.',
      means: 'Nothing was imported: we cannot open it.',
      todo: 'Open it in Word, remove the password, save it and choose it again.',
    },
    'file-too-complex': {
      what: 'This file becomes too large when it is unpacked.',
      means: 'Nothing was imported.',
      todo: 'Remove images or split the document, and try again.',
    },
    'too-many-sections': {
      what: 'This file has more than 500 chapters.',
      means: 'Nothing was imported. Such a document becomes too slow for who works on it.',
      todo: 'Split the file, or give headings that are no chapters a lower level.',
    },
    'text-changed': {
      what: 'The text has changed in the meantime.',
      means: 'Nothing was recorded or changed, so that you never confirm what you did not see.',
      todo: 'Look at the new text and then do it again.',
    },
    'round-open': {
      what: 'One of these sections is already in a reaction round.',
      means:
        'No new round was opened. The round that is running stands above the document, with the day on which it closes.',
      todo: 'Choose other sections, or wait until the running round has closed.',
    },
    'section-damaged': {
      what: 'Part of this section cannot be read.',
      means: 'For that reason nobody who did not read it yet can be let in now. Nothing was changed.',
      todo: 'Ask the administrator to repair the section. You can still take rights away.',
    },
    'seal-key-missing': {
      what: 'Nothing can be recorded now.',
      means:
        'The key with which Samenspel seals is missing on the server. Nothing was recorded. Reading works as usual.',
      todo: 'Ask whoever runs the server to put the key back, then try again.',
    },
    'seal-broken': {
      what: 'Nothing can be recorded now.',
      means: 'What was sealed before no longer matches: somebody changed it outside Samenspel. Nothing was recorded.',
      todo: 'Choose Check what was recorded on the page of the table, and keep the result. Then warn whoever runs the server.',
    },
    'term-running': {
      what: 'The period is still running.',
      means: 'Nothing was recorded. Parties can still say that they do not agree.',
      todo: 'Wait until the period is over, then try again.',
    },
    'term-over': {
      what: 'The period is over.',
      means: 'Nothing was changed.',
      todo: 'Contact the chair of the table.',
    },
    archived: {
      what: 'This is archived.',
      means: 'It cannot be changed any more. Nothing was saved.',
      todo: 'Bring it back from the archive first, or go on in a copy.',
    },
    closed: {
      what: 'This table is closed.',
      means: 'You can still read everything, but nothing can be changed any more. Nothing was saved.',
      todo: 'Is there something left to do? Ask the administrator to open the table again.',
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
