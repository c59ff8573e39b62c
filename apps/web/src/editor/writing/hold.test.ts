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
