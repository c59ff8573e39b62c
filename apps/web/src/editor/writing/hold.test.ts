import { expect, it } from 'vitest';
import { two } from '../testing/pair';

it('[X12] writes nothing before the right to type is there, and then all that was pressed', () => {
  const { a } = two('een');
  a.live.mayType = false;
  a.at(0, 3).type(' twee');
  a.press('Enter');
  a.type('drieX');
  a.press('Backspace');
  a.run('heading2');
  expect(a.blocks).toEqual(['paragraph: een']);
  a.live.set({ mayType: true });
  expect(a.blocks).toEqual(['paragraph: een twee', 'paragraph: drie']);
});

it('[X12] leaves the caret and the keys of the browser alone before the right to type is there', () => {
  const { a } = two('een');
  a.live.mayType = false;
  a.at(0, 3);
  // With Ctrl or Cmd: to the end of the text, paste, load anew, print.
  for (const key of ['End', 'ArrowLeft', 'v', 'r', 'p'])
    expect([key, a.press(key, { ctrlKey: true })]).toEqual([key, false]);
  expect(a.press('b', { ctrlKey: true })).toBe(true);
});

it('[X12] moves the caret behind the text that waits, when that was pressed first', () => {
  const { a } = two('een', 'drie');
  a.live.mayType = false;
  a.at(0, 3).type(' twee');
  expect(a.press('End', { ctrlKey: true })).toBe(true);
  a.type(' vier');
  a.press('Home', { ctrlKey: true });
  a.type('nul ');
  expect(a.blocks).toEqual(['paragraph: een', 'paragraph: drie']);
  a.live.set({ mayType: true });
  expect(a.blocks).toEqual(['paragraph: nul een twee', 'paragraph: drie vier']);
});
