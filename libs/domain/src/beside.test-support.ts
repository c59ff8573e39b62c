/** As often both are done when the first times say that the work takes too long. */
const TRIES = 9;

type Work = () => unknown;

/**
 * How many times as long a piece of work takes as another that is done beside it, by turns, in this process: a bound that holds on
 * any machine, however slow or busy. Of each the shortest time counts, since whatever else a machine does only makes work
 * longer. Stops as soon as the answer is not more than `enough`.
 */
export async function timesAsLong(work: Work, beside: Work, enough: number): Promise<number> {
  let [shortest, shortestBeside] = [Infinity, Infinity];
  for (let tries = TRIES; tries > 0; tries -= 1) {
    shortestBeside = Math.min(shortestBeside, await timeOf(beside));
    shortest = Math.min(shortest, await timeOf(work));
    if (shortest <= enough * shortestBeside) break;
  }
  return shortest / shortestBeside;
}

async function timeOf(work: Work): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
