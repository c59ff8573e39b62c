import { plainText, TEXT_ROOT } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import type { Random } from '@samenspel/collab/testing';
import { confirmedText, EMPTY_OUTCOME, type ConfirmationView, type PreparationView } from '@samenspel/domain';
import * as Y from 'yjs';
import { secretOf, type Secret } from './leaks-detector';
import type { MadeCircle, Writer } from './leaks-sections';
import { ask, type Wire } from './leaks-wire';
import { makeWord } from './leaks-words';
import type { World } from './leaks-world';

/** Everything that is said about a section beside its text: as secret as the text itself. */
export async function sayBeside(
  { wire, random, world }: { readonly wire: Wire; readonly random: Random; readonly world: World },
  circle: MadeCircle,
  writer: Writer,
): Promise<Secret[]> {
  const { name, view, readers } = circle;
  const path = `/api/sections/${view.sectionId}`;
  const [comment, reply, version] = [makeWord(random), makeWord(random), makeWord(random)];
  const [head] = await world.query<{ generation: number; seq: number }>(
    'SELECT generation, head_seq::int AS seq FROM section_heads WHERE section_id = $1',
    [view.sectionId],
  );
  if (head === undefined) throw new Error(`${name} has no head`);
  const threadId = crypto.randomUUID();
  // A letter goes to who sits at the writer's own seat.
  const mentions = [{ seatId: world.seat(circle.maker), personId: null }];
  const said = { commentId: crypto.randomUUID(), mentions, countsInRound: false };
  const anchor = anchorOf(await writer.open(view.sectionId));
  await done(wire, writer, 'POST', `${path}/threads`, { ...said, threadId, body: `Over ${comment}`, anchor, ...head });
  const again = { ...said, commentId: crypto.randomUUID(), body: `Nog ${reply}` };
  await done(wire, writer, 'POST', `/api/threads/${threadId}/comments`, again);
  await done(wire, writer, 'PUT', `${path}/history/names`, { place: head, name: `Versie ${version}` });
  return [
    secretOf(`thread of ${name}`, 'id', threadId, readers),
    secretOf(name, 'comment', comment, readers),
    secretOf(`reply of ${name}`, 'comment', reply, readers),
    secretOf(name, 'version', version, readers),
  ];
}

/** An outcome that the chair prepares on his own section, and records: for others there is a leaf, and nothing more. */
export async function recordBeside(
  { wire, random, world }: { readonly wire: Wire; readonly random: Random; readonly world: World },
  circle: MadeCircle,
  writer: Writer,
): Promise<Secret[]> {
  const [subject, motivation] = [makeWord(random), makeWord(random)];
  const sectionIds = [circle.view.sectionId];
  const { documentId } = circle;
  const made = await done<PreparationView>(wire, writer, 'POST', `/api/tables/${world.tableId}/outcome-preparations`, {
    documentId,
    sectionIds,
  });
  const path = `/api/outcome-preparations/${made.preparationId}`;
  const content = {
    ...EMPTY_OUTCOME,
    subject: `Uitkomst ${subject}`,
    changes: 'Er verandert iets',
    motivation: `Omdat ${motivation}`,
    competence: 'Eigen bevoegdheid',
  };
  const filled = await done<PreparationView>(wire, writer, 'PUT', path, { version: made.version, sectionIds, content });
  await done(wire, writer, 'POST', `${path}/close`, { version: filled.version, dissentUntil: null });
  const shown = await done<ConfirmationView>(wire, writer, 'GET', `${path}/confirmation`);
  await done(wire, writer, 'POST', '/api/session/confirm', {});
  await done(wire, writer, 'POST', `${path}/record`, {
    requestId: crypto.randomUUID(),
    version: shown.preparation.version,
    texts: shown.texts.map(confirmedText),
    dissentHash: shown.dissentHash,
    roundsReason: '',
  });
  return [
    secretOf(circle.name, 'outcome', subject, circle.readers),
    secretOf(`why of ${circle.name}`, 'outcome', motivation, circle.readers),
  ];
}

/** An anchor at the first words of the section. */
function anchorOf(section: LiveSection): object {
  const block = section.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  const text = block.get(0) as Y.XmlText;
  const quote = plainText(section.doc).split('\n')[0] ?? '';
  const place = (index: number): string =>
    Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index))).toString('base64');
  return {
    blockId: block.getAttribute('id') ?? null,
    start: place(0),
    end: place(quote.length),
    quote,
    before: '',
    after: '',
    alike: { here: 0, elsewhere: 0 },
  };
}

/** Asks, and fails when it is refused. */
export async function done<T>(
  wire: Wire,
  { cookie }: Pick<Writer, 'cookie'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await ask(wire, cookie, method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.toString()}`);
  return (answer.body.length === 0 ? undefined : answer.json()) as T;
}
