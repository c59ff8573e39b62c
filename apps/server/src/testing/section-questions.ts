import {
  audienceOf,
  id,
  rightOn,
  type Preset,
  type PresetInput,
  type SectionView,
  type TableId,
} from '@samenspel/domain';
import { circlesOf } from './documents';
import { of, type Asked, type Expected } from './expected';
import type { TestWorld, Who } from './world';

const WORDLESS_THREAD = {
  threadId: crypto.randomUUID(),
  commentId: crypto.randomUUID(),
  body: 'x',
  mentions: [],
  countsInRound: false,
  anchor: {
    blockId: null,
    start: 'AAAA',
    end: 'AAAA',
    quote: 'nergens',
    before: '',
    after: '',
    alike: { here: 0, elsewhere: 0 },
  },
  generation: 1,
  seq: 1,
};

/** A passage of a version that was never there: who may erase is told that it is not. */
const NOWHERE = {
  passage: { place: { generation: 9, seq: 9 }, from: { key: 'x', offset: 0 }, to: { key: 'x', offset: 1 } },
  words: 'X',
};

const writes = (world: TestWorld, who: Who, preset: PresetInput): boolean => {
  const role = who === 'otherContractor' ? 'contractor' : who === 'otherCommissioner' ? 'commissioner' : who;
  const tableId = id<TableId>(world.tableId);
  const audience = audienceOf(preset as Preset);
  return rightOn({ seatId: id(world.seat(who)), tableId, role }, { tableId, ...audience }) === 'write';
};

const owns = (who: Who, title: string): boolean => {
  const commissioner = who === 'commissioner' || who === 'otherCommissioner';
  if (title.startsWith('CANARY own') || title === 'CANARY advice') return true;
  return commissioner || title.startsWith('CANARY annex');
};

/** Who writes and owns it, and who prepares the table's papers and writes. */
const edits = (who: Who, title: string): boolean => {
  if (title === 'CANARY vision') return false;
  const prepares = who === 'chair' || who === 'secretary';
  return title === 'CANARY common' ? prepares || owns(who, title) : owns(who, title);
};

/** What is asked about a section of every audience, and what everybody is to get. Nothing of it changes anything. */
export function sectionQuestions(world: TestWorld, sections: ReadonlyMap<string, SectionView>): Asked[] {
  return circlesOf(world).flatMap(({ title, readers, preset }): Asked[] => {
    const sectionId = (): string => sections.get(title)!.sectionId;
    const hidden = of('hidden');
    const whoWrites = Object.fromEntries(readers.map((who) => [who, writes(world, who, preset) ? 404 : 403]));
    const whoReads = Object.fromEntries(readers.map((who) => [who, 200]));
    const whoEdits = (status: number): Partial<Expected> =>
      Object.fromEntries(readers.map((who) => [who, edits(who, title) ? status : 403]));
    const edit = (method: string, what: string, body: unknown, status: number): Asked => ({
      route: `${method} /api/sections/:sectionId/${what}`,
      path: (id) => `/api/sections/${id}/${what}`,
      body,
      id: sectionId,
      expected: { ...hidden, ...whoEdits(status) },
    });
    const comments = (who: Who): boolean =>
      title !== 'CANARY vision' && !(title === 'CANARY common' && who === 'observer');
    const whoComments = (status: number): Partial<Expected> =>
      Object.fromEntries(readers.map((who) => [who, comments(who) ? status : 403]));
    const whoErases = Object.fromEntries(
      readers.map((who) => [who, owns(who, title) && writes(world, who, preset) ? 404 : 403]),
    );
    const whoOwns = Object.fromEntries(readers.map((who) => [who, owns(who, title) ? 409 : 403]));
    return [
      {
        route: 'GET /api/sections/:sectionId/rights',
        path: (id) => `/api/sections/${id}/rights`,
        id: sectionId,
        expected: { ...hidden, ...whoReads },
      },
      {
        route: 'PUT /api/sections/:sectionId/rights',
        path: (id) => `/api/sections/${id}/rights`,
        // A version that was never there: who may change the rights gets `conflict`, so that nothing changes here.
        body: { accessVersion: 99, grants: [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' }] },
        id: sectionId,
        expected: { ...hidden, ...whoOwns },
      },
      {
        route: 'GET /api/sections/:sectionId/threads',
        path: (id) => `/api/sections/${id}/threads`,
        id: sectionId,
        expected: { ...hidden, ...whoReads },
      },
      {
        route: 'GET /api/sections/:sectionId/mentionable',
        path: (id) => `/api/sections/${id}/mentionable`,
        id: sectionId,
        expected: { ...hidden, ...whoComments(200) },
      },
      {
        route: 'POST /api/sections/:sectionId/threads',
        path: (id) => `/api/sections/${id}/threads`,
        // On words that stand nowhere: who may comment is told that the text is another, and nothing is begun.
        body: WORDLESS_THREAD,
        id: sectionId,
        expected: { ...hidden, ...whoComments(409) },
      },
      edit('PUT', 'title', { title: 'X', was: 'Never' }, 409),
      edit('PUT', 'place', { after: crypto.randomUUID() }, 400),
      edit('PUT', 'archive', { archived: false }, 200),
      edit('POST', 'split', { block: 'none', title: 'X' }, 409),
      edit('POST', 'merge', { into: crypto.randomUUID() }, 400),
      ...['', '/version', '/authorship', '/comparison'].map((what): Asked => ({
        route: `GET /api/sections/:sectionId/history${what}`,
        path: (id) => `/api/sections/${id}/history${what}?${what === '/comparison' ? 'from=1.0' : 'zone=UTC'}`,
        id: sectionId,
        expected: { ...hidden, ...whoReads },
      })),
      // Of a version that was never there: who may write is told that it is not, and nothing changes here.
      {
        route: 'PUT /api/sections/:sectionId/history/names',
        path: (id) => `/api/sections/${id}/history/names`,
        body: { place: { generation: 9, seq: 9 }, name: 'X' },
        id: sectionId,
        expected: { ...hidden, ...whoWrites },
      },
      {
        route: 'POST /api/sections/:sectionId/history/erasure-preview',
        path: (id) => `/api/sections/${id}/history/erasure-preview`,
        body: NOWHERE,
        id: sectionId,
        expected: { ...hidden, ...whoErases },
      },
      {
        route: 'POST /api/sections/:sectionId/history/erasures',
        path: (id) => `/api/sections/${id}/history/erasures`,
        body: { ...NOWHERE, everywhere: true, comments: false, reason: 'X' },
        id: sectionId,
        expected: { ...hidden, ...whoErases },
      },
      {
        route: 'POST /api/sections/:sectionId/history/restorations',
        path: (id) => `/api/sections/${id}/history/restorations`,
        body: { version: { generation: 9, seq: 9 }, expected: { generation: 1, seq: 9 } },
        id: sectionId,
        expected: { ...hidden, ...whoWrites },
      },
    ];
  });
}
