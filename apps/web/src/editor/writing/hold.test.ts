import { expect, it } from 'vitest';
import { heldText } from '../reading/editors';
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
  // With Ctrl or Cmd: a word back, paste, load anew, print.
  for (const key of ['ArrowLeft', 'v', 'r', 'p']) expect([key, a.press(key, { ctrlKey: true })]).toEqual([key, false]);
  // To the edge of the text the editor goes by itself: what the browser does there is undone when the press ends.
  expect(a.press('End', { ctrlKey: true })).toBe(true);
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

it('[X12] selects everything behind the text that waits, and not what is to be typed over', () => {
  const { a } = two('een', 'drie');
  a.live.mayType = false;
  a.at(0, 3).type(' twee').press('a', { ctrlKey: true });
  a.live.set({ mayType: true });
  expect(a.blocks).toEqual(['paragraph: een twee', 'paragraph: drie']);
  a.live.mayType = false;
  a.at(0, 3).type(' en').press('a', { ctrlKey: true });
  a.type('alles');
  a.live.set({ mayType: true });
  expect(a.blocks).toEqual(['paragraph: alles']);
});

it('[X12] types what waits where the caret was when it was pressed, wherever a press put it afterwards', () => {
  const { a } = two('een', 'drie');
  a.live.mayType = false;
  a.at(0, 3).type(' twee');
  a.at(1, 0).type('ja ');
  a.at(0, 1);
  a.live.set({ mayType: true });
  expect(a.blocks).toEqual(['paragraph: een twee', 'paragraph: ja drie']);
  a.type('>');
  expect(a.blocks[0]).toBe('paragraph: e>en twee');
});

it('[X12] pastes in the order in which was pressed and pasted, and gives a paste back with the rest', () => {
  const { a } = two('een');
  a.live.mayType = false;
  const pasted = new Event('paste') as ClipboardEvent;
  a.at(0, 3).type(' twee ');
  a.view.pasteText('drie', pasted);
  a.type(' vier');
  expect(heldText(a.waiting)).toBe(' twee drie vier');
  a.live.set({ mayType: true });
  expect(a.blocks).toEqual(['paragraph: een twee drie vier']);
});

it('[X12] leaves a sign that is typed with AltGr to the browser', () => {
  const { a } = two('een');
  a.live.mayType = false;
  a.at(0, 3);
  const altGr = { code: 'Digit5', ctrlKey: true, altKey: true };
  expect(a.press('€', { ...altGr, modifierAltGraph: true })).toBe(false);
  expect([a.press('5', altGr), a.waiting.length > 0]).toEqual([true, true]);
});
