/**
 * Leaves out what a failure does not need: halves first, then ever smaller parts, at last one by one.
 * @param fails does it still fail with these only?
 * @param budget how often that may be asked
 */
export async function shrink(
  all: readonly number[],
  fails: (only: readonly number[]) => Promise<boolean>,
  budget: number,
): Promise<readonly number[]> {
  let left = all;
  let asked = 0;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < left.length && asked < budget;) {
      const without = [...left.slice(0, at), ...left.slice(at + size)];
      asked += 1;
      if (await fails(without)) left = without;
      else at += size;
    }
  }
  return left;
}
