import type nl from './messages.nl';

export default {
  actingAs: 'You are acting as:',
  capacity: '{party}, {role}',
  switchSeat: 'Switch seat',
  otherSeats: 'Continue as',
  menuOf: 'Menu of {name}',
  signOut: 'Sign out',
  signIn: {
    title: 'Sign in',
    lead: 'Samenspel is where municipalities, care providers and clients write plans for youth care together.',
    demonstration:
      'This is a demonstration. All municipalities, providers and people are fictional. Choose whose place you want to take.',
    noDemonstration:
      'This version of Samenspel has a demonstration only. You cannot sign in with an account of your own yet.',
  },
  ended: {
    what: 'You have been signed out.',
    todo: 'Sign in again to go on working. Text that had not been sent yet is kept in this window, so please leave it open.',
  },
  seat: {
    title: 'As whom will you continue?',
    lead: 'You have more than one seat. What you can see and do depends on the seat you choose. You can switch later.',
    choose: 'Continue as {party}',
    none: 'You do not have a seat at a table yet. Ask the secretary of the table to add you.',
  },
  account: {
    title: 'Your account',
    name: 'Name',
    jobTitle: 'Job title',
    sessions: 'Where you are signed in',
    sessionsLead: 'Is there a device you do not recognise? Then sign out everywhere.',
    thisBrowser: 'This browser',
    since: 'Signed in on {at}.',
    lastSeen: 'Last used on {at}.',
    everywhere: 'Sign out everywhere',
    everywhereAsk: 'Do you want to sign out everywhere?',
    everywhereMeans:
      'You will be signed out on all your devices, including this one. After that you can sign in again.',
    staySignedIn: 'Stay signed in',
  },
  confirm: {
    password: 'Your password',
    why: 'What you record here cannot be undone. That is why we ask whether it is really you.',
    missing: 'Enter your password.',
    demonstration: 'In real use you enter your password here. The people in the demonstration do not have one.',
  },
} satisfies typeof nl;
