import type { SectionView } from '@samenspel/domain';
import type { Peer } from '@samenspel/collab/client';
import { REMOTE } from '@samenspel/collab/client';
import * as Y from 'yjs';
import { shallowRef } from 'vue';
import { FakeSection, party, type Arriving, type Clock, type FakeLive } from '../fake-live';

/** An own edit that the test has not taken from the page yet. */
export interface Leaving {
  readonly update: Uint8Array;
  readonly upTo: Clock;
}

/** A section of which this page has one copy: the test carries its edits to other pages, and theirs to here. */
export class CarriedSection extends FakeSection {
  readonly leaving: Leaving[] = [];
  others: readonly Peer[] = [];

  override carry(_from: FakeLive, update: Uint8Array, upTo: Clock): void {
    this.leaving.push({ update, upTo });
  }

  override peersOf(): readonly Peer[] {
    return this.others;
  }
}

export interface Shown {
  readonly round: number;
  readonly view: SectionView;
  readonly live: FakeLive;
  readonly section: CarriedSection;
}

/** The section on the page; another one takes its place for every history. */
export const shown = shallowRef<Shown | null>(null);

const SECTION = '00000000-0000-4000-8000-000000000000';
let round = 0;

/** Shows a text to a writer who is known by this number: the order of client ids decides ties. */
export function show(text: Uint8Array, client: number): Shown {
  const section = new CarriedSection(SECTION);
  const live = section.join(party(`Partij ${client}`, `P${client}`, client % 6));
  live.doc.clientID = client;
  (live.ownClientIds as Set<number>).add(client);
  Y.applyUpdate(live.doc, text, REMOTE);
  const view: SectionView = {
    sectionId: SECTION,
    code: '1',
    title: 'Een alinea',
    right: 'write',
    audience: [{ kind: 'everybody' }],
    restricted: false,
    owner: false,
    mayEdit: false,
    archivedAt: null,
  };
  shown.value = { round: (round += 1), view, live, section };
  return shown.value;
}

export function receive({ live }: Shown, arriving: readonly Arriving[]): void {
  for (const each of arriving) {
    live.inbox.push(each);
    live.receive();
  }
}
