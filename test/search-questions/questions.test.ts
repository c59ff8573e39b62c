import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from '../support/product';
import { judge, questionsOf, scoreOf, tableOf, type Half, type Verdict } from '../support/search-questions';
import { SearchStage } from '../support/search-stage';

let product: Product;
let stage: SearchStage;

beforeAll(async () => {
  product = await startProduct();
  stage = await SearchStage.at(product.url);
});
afterAll(() => product?.remove());

/** What each half must reach at least. Figures of a run, less nothing: the texts and the product stand still. */
const FLOORS = {
  open: { whole: 100, found: 225, placed: 77, wrong: 0 },
  'held-out': { whole: 89, found: 177, placed: 78, wrong: 15 },
};

async function judged(half: Half): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const question of questionsOf(half)) verdicts.push(judge(question, await stage.ask(question)));
  return verdicts;
}

describe('two hundred questions of users', () => {
  it.each(['open', 'held-out'] as const)(
    '[V7] find what is right, the best first: the half that is %s',
    async (half) => {
      const verdicts = await judged(half);
      console.info(`${half}\n${tableOf(verdicts)}`);
      // Of the half that nobody tunes on no question is shown.
      if (half === 'open') for (const one of verdicts) if (!one.whole) console.info(tellOf(one));
      const { whole, found, placed, wrong } = scoreOf(verdicts);
      const floor = FLOORS[half];
      expect({ whole, found, placed, wrong }).toEqual({
        whole: expect.toSatisfy((is: number) => is >= floor.whole),
        found: expect.toSatisfy((is: number) => is >= floor.found),
        placed: expect.toSatisfy((is: number) => is >= floor.placed),
        wrong: expect.toSatisfy((is: number) => is <= floor.wrong),
      });
    },
  );
});

function tellOf({ question: { id, kind, ask }, missed, wrong, placed }: Verdict): string {
  const parts = [
    missed.length > 0 ? `missed ${missed.join(', ')}` : '',
    wrong.length > 0 ? `wrong ${wrong.join(', ')}` : '',
    placed === false ? 'not in place' : '',
  ];
  return `${id} ${kind} ${JSON.stringify(ask)}: ${parts.filter((part) => part !== '').join('; ')}`;
}
