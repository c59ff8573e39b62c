import type { Random } from '@samenspel/collab/testing';
import { EMPTY_OUTCOME, type PreparationView } from '@samenspel/domain';
import { done } from './leaks-sayings';
import { ask, Line, type Wire } from './leaks-wire';
import { makeWord } from './leaks-words';
import type { Listener, World } from './leaks-world';

const HOUR_MS = 3_600_000;

/** An outcome in the making on a text that everybody reads, closed, while dissent can come in. */
export async function prepareOn(
  { wire, world }: { readonly wire: Wire; readonly world: World },
  documentId: string,
  sectionId: string,
): Promise<string> {
  const chair = { cookie: await world.signIn('chair', 'writer') };
  const sectionIds = [sectionId];
  const made = await done<PreparationView>(wire, chair, 'POST', `/api/tables/${world.tableId}/outcome-preparations`, {
    documentId,
    sectionIds,
  });
  const path = `/api/outcome-preparations/${made.preparationId}`;
  const words = { subject: 'Uitkomst', changes: 'Iets', motivation: 'Daarom', competence: 'Eigen bevoegdheid' };
  const content = { ...EMPTY_OUTCOME, ...words };
  const filled = await done<PreparationView>(wire, chair, 'PUT', path, { version: made.version, sectionIds, content });
  const dissentUntil = new Date(Date.now() + HOUR_MS).toISOString();
  await done(wire, chair, 'POST', `${path}/close`, { version: filled.version, dissentUntil });
  return path;
}

/**
 * A party that listens to nothing here hands its dissent in, changes it, and takes it back and hands it in again: so many
 * times in all.
 *
 * @param broken a fault of ours, planted: the version that everybody gets goes up with it
 * @returns what each of those who listen was told meanwhile
 */
export async function dissent(
  { wire, random, world }: { readonly wire: Wire; readonly random: Random; readonly world: World },
  path: string,
  times: number,
  listeners: readonly Listener[],
  broken: boolean,
): Promise<Map<Listener, string>> {
  const lines = new Map<Listener, Line>();
  for (const who of listeners) lines.set(who, await Line.open(wire, await world.signIn(who, 'listener'), 'websocket'));
  const dissenter = await world.signIn('otherContractor', 'writer');
  for (let n = 0; n < times; n += 1) {
    const text = `Niet zo: ${makeWord(random)}`;
    if (n % 3 === 2) await ask(wire, dissenter, 'DELETE', `${path}/dissent`);
    else await done(wire, { cookie: dissenter }, 'PUT', `${path}/dissent`, { text });
  }
  if (broken) await world.query('UPDATE outcome_preparations SET version = version + 1');
  const told = new Map<Listener, string>();
  for (const [who, line] of lines) {
    if (!line.gone) await line.fence();
    // The first word holds a number of chance, of one length or another.
    const after = line.messages.filter(({ message }) => message.type !== 'hello');
    told.set(who, after.map(({ message, bytes }) => `${message.type} of ${bytes.length} bytes`).join('\n'));
    line.close();
  }
  return told;
}
