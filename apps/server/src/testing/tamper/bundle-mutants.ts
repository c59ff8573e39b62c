import type { SealBundle } from '@samenspel/domain';
import { anything, atLeaf, type Mutant } from './mutant';
import type { Random } from './random';
import { retyped } from './row-mutants';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
type Row = { [name: string]: Json };

const LISTS = ['checkpoints', 'commitments', 'keys', 'leaves', 'nodes', 'values', 'withheld'] as const;

/** Changes an exported file as anybody can who has it in hands. */
export function mutateBundle(
  random: Random,
  bundle: SealBundle,
): { readonly given: unknown; readonly mutant: Mutant } | null {
  const given = structuredClone(bundle) as unknown as { [name: string]: Json };
  const list = random.pick(LISTS);
  const rows = given[list] as Row[];
  const at = random.below(Math.max(rows.length, 1));
  const row = rows[at];
  if (row === undefined) return null;
  const names = namesRow(list, row);
  const change = random.pick([
    (): string => retype(random, row),
    () => retype(random, row),
    () => retype(random, row),
    () => odd(random, row),
    () => {
      rows.splice(at, 1);
      return 'deleted';
    },
    () => {
      rows.splice(random.below(rows.length + 1), 0, { ...row });
      return 'doubled';
    },
    () => exchange(random, rows, row),
    () => top(random, given),
  ])();
  if (change === '' || JSON.stringify(given) === JSON.stringify(bundle)) return null;
  const wide = change.startsWith('top');
  return {
    given,
    mutant: {
      what: `bundle ${list}[${at}] ${change}`,
      names: wide
        ? anything
        : (finding) => finding.code === 'form' || names(finding) || (change === 'doubled' && finding.list === list),
    },
  };
}

function namesRow(list: (typeof LISTS)[number], row: Row): Mutant['names'] {
  if (list === 'checkpoints') return ({ size }) => size === Number(row['size']);
  if (list === 'keys') return ({ key, code }) => key !== undefined || code === 'checkpoint-key';
  if (list === 'nodes') return atLeaf(Number(row['index']) * 2 ** Number(row['level']));
  return atLeaf(Number(row['index']));
}

function retype(random: Random, row: Row): string {
  const name = random.pick(Object.keys(row));
  const value = row[name];
  if (typeof value !== 'string') return '';
  row[name] = /^\d+$/.test(value) && random.below(2) === 0 ? String(Number(value) + 1) : retyped(random, value);
  return `${name} changed`;
}

/** Something of another form than it should have. */
function odd(random: Random, row: Row): string {
  const name = random.pick(Object.keys(row));
  row[name] = random.pick<Json>([null, 7, true, [], {}, [String(row[name])]]);
  if (random.below(3) === 0) delete row[name];
  return `${name} of another form`;
}

/** Two rows exchange one of their parts. */
function exchange(random: Random, rows: readonly Row[], row: Row): string {
  const other = random.pick(rows);
  // To exchange places is to exchange the rows, which is a change of its own; two equal parts are no change.
  const name = random.pick(Object.keys(row).filter((one) => !['index', 'level', 'size', 'number'].includes(one)));
  const [mine = null, theirs = null] = [row[name], other[name]];
  if (mine === theirs) return '';
  row[name] = theirs;
  other[name] = mine;
  return `${name} exchanged`;
}

function top(random: Random, given: { [name: string]: Json }): string {
  const readable = given['readable'] as string[];
  return random.pick([
    () => {
      given['installation'] = random.uuid();
      return 'top installation';
    },
    () => {
      given['table'] = random.uuid();
      return 'top table';
    },
    () => {
      given['form'] = 'samenspel-bundle/2';
      return 'top form';
    },
    () => {
      given['more'] = 'x';
      return 'top extra';
    },
    () => {
      delete given[random.pick(Object.keys(given))];
      return 'top missing';
    },
    () => {
      readable.splice(random.below(readable.length), 1);
      return 'top readable less';
    },
    () => {
      readable.push(random.uuid());
      return 'top readable more';
    },
  ])();
}
