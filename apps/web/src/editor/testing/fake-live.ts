import { createTextDoc } from '@samenspel/collab';
import type { PartyView, Right } from '@samenspel/domain';
import { REMOTE, type Caret, type LiveSection, type Peer, type SaveState } from '@samenspel/collab/client';
import * as Y from 'yjs';

/** What is on its way to a copy: an edit of another with its place in the log, or word that an own one is there. */
export type Arriving =
  { readonly update: Uint8Array; readonly seq: number } | { readonly upTo: Clock; readonly seq: number };
export type Clock = { readonly client: number; readonly clock: number };

/** A section of which every copy gets the edits of the others only when the test lets them through. */
export class FakeSection {
  readonly members: FakeLive[] = [];
  /** Edits are in its log in the order in which they were made. */
  seq = 1;

  constructor(readonly sectionId: string) {}

  /** Another browser joins, with everything that the others have. */
  join(party: PartyView, right: Right = 'write'): FakeLive {
    const member = new FakeLive(this, party, right);
    const first = this.members[0];
    if (first) Y.applyUpdate(member.doc, Y.encodeStateAsUpdate(first.doc), REMOTE);
    this.members.push(member);
    return member;
  }

  /** An edit goes its way: to the others, and word that it is in the log to who made it. */
  carry(from: FakeLive, update: Uint8Array, upTo: Clock): void {
    const seq = ++this.seq;
    for (const member of this.members) member.inbox.push(member === from ? { upTo, seq } : { update, seq });
  }

  /** Who else writes here. */
  peersOf(one: FakeLive): readonly Peer[] {
    return this.members.flatMap((member, key) =>
      member === one || !member.caret ? [] : [{ key, party: member.party, name: null, caret: member.caret }],
    );
  }

  /** Lets everything through, until nothing is under way. */
  settle(): void {
    while (this.members.some((member) => member.inbox.length > 0)) for (const member of this.members) member.receive();
  }
}

type Listener = () => void;

export class FakeLive implements LiveSection {
  readonly doc = numbered(createTextDoc());
  readonly inbox: Arriving[] = [];
  readonly ownClientIds: ReadonlySet<number> = new Set([this.doc.clientID]);
  readonly save: SaveState = { kind: 'saved' };
  readonly known = { generation: 1, seq: 1 };
  state: LiveSection['state'] = 'live';
  peers: readonly Peer[] = [];
  readonly damaged = false;
  mayType = true;
  /** What `prepareToWrite` answers; a test may put a promise of its own here. */
  answer: Promise<boolean> | null = null;
  caret: Caret | null = null;
  /** How often somebody was said to come near. */
  expected = 0;
  readonly #listeners = { changed: new Set<Listener>(), peers: new Set<Listener>() };
  readonly #before = new Set<Parameters<LiveSection['onBeforeRemote']>[0]>();
  readonly #saved = new Set<Parameters<LiveSection['onSaved']>[0]>();

  constructor(
    private readonly section: FakeSection,
    readonly party: PartyView,
    public right: Right,
  ) {
    // As the real client: what Yjs itself tidies up has no origin and is not sent.
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE || origin === null) return;
      const client = this.doc.clientID;
      this.section.carry(this, update, { client, clock: Y.getState(this.doc.store, client) });
    });
  }

  get sectionId(): string {
    return this.section.sectionId;
  }

  /** Lets the next edits of the others in; all of them unless told how many. */
  receive(count = this.inbox.length): void {
    for (const { seq, ...what } of this.inbox.splice(0, count)) {
      if ('upTo' in what) {
        for (const listener of this.#saved) listener(what.upTo, seq);
        continue;
      }
      for (const listener of this.#before) listener(what.update, { after: seq - 1, index: 0 });
      Y.applyUpdate(this.doc, what.update, REMOTE);
    }
  }

  async prepareToWrite(): Promise<boolean> {
    if (this.answer) this.set({ mayType: await this.answer });
    return this.mayType;
  }

  expectToWrite(): void {
    this.expected += 1;
  }

  setCaret(caret: Caret | null): void {
    this.caret = caret;
    this.section.members.forEach((member) => member.see());
  }

  set(facts: Partial<Pick<FakeLive, 'state' | 'right' | 'mayType'>>): void {
    Object.assign(this, facts);
    for (const listener of this.#listeners.changed) listener();
  }

  on(event: 'changed' | 'peers', listener: Listener): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  onBeforeRemote(listener: Parameters<LiveSection['onBeforeRemote']>[0]): () => void {
    this.#before.add(listener);
    return () => this.#before.delete(listener);
  }

  onSaved(listener: Parameters<LiveSection['onSaved']>[0]): () => void {
    this.#saved.add(listener);
    return () => this.#saved.delete(listener);
  }

  /** Looks who else writes here. */
  see(): void {
    this.peers = this.section.peersOf(this);
    for (const listener of this.#listeners.peers) listener();
  }
}

let lastClientId = 0;

/** The order of client ids decides ties: with random ones no session could be played again. */
function numbered(doc: Y.Doc): Y.Doc {
  doc.clientID = ++lastClientId;
  return doc;
}

/** Sessions that are to be played again start with this. */
export function restartClientIds(): void {
  lastClientId = 0;
}

/** A party for tests. */
export function party(name: string, abbreviation: string, hue = 0): PartyView {
  return {
    organisationId: `00000000-0000-4000-8000-00000000000${hue}`,
    name,
    abbreviation,
    kind: 'municipality',
    mark: { shape: hue % 2 === 0 ? 'circle' : 'triangle', hue },
  };
}
