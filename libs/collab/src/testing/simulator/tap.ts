import { rightOn, type Right } from '@samenspel/domain';
import * as Y from 'yjs';
import type { SectionFacts, TailRow } from '../../server/ports';
import { decodeClientMessage, type ClientMessage } from '../../wire/messages';
import { SectionMessages, type HeardMessage } from '../../wire/section-messages';
import type { SimulationContext } from './context';
import type { Database } from './database';
import { isGoal } from './goals';
import { reads, type Ledger } from './ledger';
import type { Line } from './line';

type Of<T extends HeardMessage['type']> = Extract<HeardMessage, { type: T }>;

/** What tells something of a section, its writers or its table. */
/** What only who reads the section may be handed. */
const OF_A_SECTION: ReadonlySet<HeardMessage['type']> = new Set(['joined', 'update', 'peers', 'carets']);
const CONTENT: ReadonlySet<HeardMessage['type']> = new Set([
  'joined',
  'update',
  'peers',
  'carets',
  'right',
  'leased',
  'news',
]);

/** What one connection was handed of one section. */
interface Followed {
  readonly generation: number;
  seq: number;
}

/**
 * Sees every message at the moment at which the engine hands it to a connection, and holds it against the log and the
 * rights of that moment (I1, I5, I6, I7, I9 of docs/simulator.md). It knows nothing of the engine.
 */
export class Tap {
  readonly #followed = new Map<Line, Map<string, Followed>>();
  readonly #messages = new WeakMap<Line, SectionMessages>();
  readonly #keys = new Map<number, Line>();
  readonly #carets = new Map<Line, Set<string>>();
  readonly #sent = new Map<Line, Map<string, Uint8Array[]>>();
  readonly #closed = new Set<Line>();

  constructor(
    private readonly context: SimulationContext,
    private readonly database: Database,
    private readonly ledger: Ledger,
    /** Do servers remember where people write at other servers? */
    private readonly remembers: boolean,
  ) {}

  /** What a client said, as the server reads it. */
  said(line: Line, message: ClientMessage): void {
    this.context.trace.tell(() => `${line.speaker.personName} (${line.key}) says ${spelled(message)}`);
    if (message.type === 'caret' && message.caret !== null) {
      const carets = this.#carets.get(line) ?? new Set();
      this.#carets.set(line, carets.add(`${message.sectionId} ${message.caret.anchor} ${message.caret.head}`));
    }
    if (message.type === 'frame') {
      const sent = this.#sent.get(line) ?? new Map<string, Uint8Array[]>();
      const key = `${message.leaseId} ${message.frame}`;
      this.#sent.set(line, sent.set(key, [...(sent.get(key) ?? []), message.bytes]));
    }
  }

  /** A closed connection is handed nothing any more. */
  closed(line: Line): void {
    this.#closed.add(line);
  }

  handed(line: Line, bytes: Uint8Array): void {
    const message = this.#read(line, bytes);
    this.context.trace.bytes(bytes);
    this.context.trace.tell(() => `${line.speaker.personName} (${line.key}) is handed ${spelled(message)}`);
    if (this.#closed.has(line) && CONTENT.has(message.type))
      this.#wrong('I9', line, message, 'handed to a connection that was closed');
    this.#allowed(line, message);
    this.#true(line, message);
    this.#count(message);
  }

  #read(line: Line, bytes: Uint8Array): HeardMessage {
    const messages = this.#messages.get(line) ?? new SectionMessages();
    this.#messages.set(line, messages);
    return messages.read(bytes);
  }

  /** What had waited for a slow reader leaves the machine: he must still be somebody who reads the section. */
  departs(line: Line, bytes: Uint8Array): void {
    const message = this.#read(line, bytes);
    if (!OF_A_SECTION.has(message.type) || !('sectionId' in message)) return;
    if (!this.ledger.stood(message.sectionId, (facts) => reads(line.speaker.actor.seat, facts)))
      this.#wrong('I9', line, message, 'leaves after the right to read is gone');
  }

  /** Bytes that are no message must be refused before anything is done with them. */
  garbage(bytes: Uint8Array): void {
    try {
      decodeClientMessage(bytes);
    } catch (error) {
      if (error instanceof Error && error.name === 'WireError') return this.context.goals.hit('garbage refused');
      return this.context.violated('I11', `garbage throws ${String(error)}`);
    }
    this.context.violated('I11', 'garbage is taken for a message');
  }

  /** May this connection have this message now? By the rights that stood at any moment since the last answered change. */
  #allowed(line: Line, message: HeardMessage): void {
    const { actor } = line.speaker;
    // Nothing that tells anything: a refusal may still be on its way, and who comes in while his session ends is greeted.
    if (CONTENT.has(message.type) && this.ledger.expelled.has(actor.sessionId))
      this.#wrong('I9', line, message, 'to a session that has ended');
    const mayRead = (facts: SectionFacts): boolean => reads(actor.seat, facts);
    const had = (sectionId: string, right: Right): boolean =>
      this.ledger.stood(sectionId, (facts) => actor.seat !== null && rightOn(actor.seat, facts.access) === right);
    switch (message.type) {
      case 'joined':
      case 'update': {
        const { generation, sectionId } = message;
        if (!this.ledger.stood(sectionId, (facts) => facts.generation === generation && mayRead(facts)))
          this.#wrong('I7', line, message, 'without the right to read');
        if (message.type === 'joined' && !had(sectionId, message.right))
          this.#wrong('I7', line, message, `with the right ${message.right}`);
        return;
      }
      case 'right':
        if (!had(message.sectionId, message.right)) this.#wrong('I7', line, message, `the right ${message.right}`);
        return;
      case 'peers':
      case 'carets':
      case 'restarted':
        if (!this.ledger.stood(message.sectionId, mayRead, this.remembers && message.type === 'restarted'))
          this.#wrong('I7', line, message, 'without the right to read');
        return;
      case 'news':
        // Another server may tell it a little later, to who could read when it was news. It says nothing of what is there now.
        if (!this.ledger.stood(message.id, mayRead, this.remembers)) this.#wrong('I7', line, message, 'to a stranger');
        return;
      case 'leased':
      case 'ack': {
        const lease = this.database.truth.sections.get(message.sectionId)?.leases.get(message.leaseId);
        if (lease?.personId !== actor.personId || lease.seatId !== actor.seat?.seatId)
          this.#wrong('I10', line, message, "somebody else's lease");
        return;
      }
      case 'hello':
      case 'closing':
      case 'join-refused':
      case 'lease-refused':
      case 'refused':
      case 'revoked':
        return;
    }
  }

  /** Is it true, and in its turn? */
  #true(line: Line, message: HeardMessage): void {
    const followed = this.#followed.get(line) ?? new Map<string, Followed>();
    this.#followed.set(line, followed);
    switch (message.type) {
      case 'hello':
        line.key = message.key;
        this.#keys.set(message.key, line);
        return;
      case 'joined':
        return this.#joined(line, message, followed);
      case 'update':
        return this.#updated(line, message, followed.get(message.sectionId));
      case 'ack':
        return this.#acknowledged(line, message);
      case 'peers':
        return this.#present(line, message);
      case 'carets':
        return this.#moved(message);
      case 'revoked':
      case 'restarted':
      case 'join-refused':
        followed.delete(message.sectionId);
        return;
      case 'leased':
      case 'lease-refused':
      case 'refused':
      case 'right':
      case 'news':
      case 'closing':
        return;
    }
  }

  #joined(line: Line, message: Of<'joined'>, followed: Map<string, Followed>): void {
    const { sectionId, generation, seq, snapshot, updates } = message;
    followed.set(sectionId, { generation, seq });
    const rows = this.#rows(sectionId, generation);
    if (rows === null) return; // an old history, of which the rights were asked
    if (seq > rows.length) this.#wrong('I6', line, message, `row ${seq} is not in the log`);
    this.context.goals.hit(snapshot === null ? 'joined by tail' : 'joined by snapshot');
    const tail = rows.slice(seq - updates.length, seq);
    if (!tail.every((row, at) => same(row.bytes, updates[at]!)))
      this.#wrong('I6', line, message, 'rows not of the log');
  }

  /** Every row up to this one, in order, but those that the receiver sent himself on this line. */
  #updated(line: Line, message: Of<'update'>, followed: Followed | undefined): void {
    const { sectionId, generation, seq, updates } = message;
    if (followed?.generation !== generation) return this.#wrong('I7', line, message, 'to who did not join it');
    const rows = this.#rows(sectionId, generation);
    const after = followed.seq;
    followed.seq = seq;
    if (rows === null) return;
    if (seq > rows.length) return this.#wrong('I6', line, message, `row ${seq} is not in the log`);
    if (seq <= after) return this.#wrong('I5', line, message, `row ${seq} after ${after}`);
    const own = ({ leaseId, frame, bytes }: TailRow): boolean =>
      this.#sent
        .get(line)
        ?.get(`${leaseId} ${frame}`)
        ?.some((sent) => same(sent, bytes)) ?? false;
    // Who knows what is his own text on this line and what he had sent on another one? Two rows can have the same bytes, as
    // when two delete the same: every way to take what was handed is followed, by how much of it is not taken yet.
    let left = new Set([updates.length]);
    for (const row of rows.slice(after, seq).reverse()) {
      const taken = [...left].filter((one) => one > 0 && same(row.bytes, updates[one - 1]!)).map((one) => one - 1);
      left = new Set([...taken, ...(own(row) ? left : [])]);
      if (left.size === 0) return this.#wrong('I5', line, message, `without row ${row.seq}`);
    }
    if (!left.has(0)) this.#wrong('I6', line, message, 'rows that are not in the log');
  }

  #acknowledged(line: Line, message: Of<'ack'>): void {
    const { sectionId, leaseId, frame } = message;
    const section = this.database.truth.sections.get(sectionId);
    const generation = section?.leases.get(leaseId)?.generation ?? 0;
    const row = section?.rows.concat(section.past).find((one) => one.leaseId === leaseId && one.frame === frame);
    const sent = this.#sent.get(line)?.get(`${leaseId} ${frame}`) ?? [];
    if (row === undefined || !sent.some((bytes) => same(row.bytes, bytes))) {
      this.context.goals.hit('acknowledged again');
      const held = sent.some((bytes) =>
        [...Y.parseUpdateMeta(bytes).to].every(([of, clock]) => clock <= this.ledger.clock(sectionId, generation, of)),
      );
      if (row === undefined || !held) this.#wrong('I1', line, message, `frame ${frame} is not in the log`);
    }
  }

  #present(line: Line, { sectionId, peers }: Of<'peers'>): void {
    const own = line.speaker.party.organisationId;
    for (const { key, party, name, caret } of peers) {
      const writer = this.#keys.get(key);
      const wrong = (what: string): void => this.context.violated('I7', `presence: ${what} (${sectionId})`);
      if (writer === undefined) return wrong('nobody has this key');
      const { speaker } = writer;
      if (JSON.stringify(party) !== JSON.stringify(speaker.party)) wrong('under the name of another party');
      const named = party.organisationId === own || this.ledger.stood(sectionId, (facts) => facts.namesVisible);
      if (name !== null && (name !== speaker.personName || !named)) wrong('a person named to another party');
      const { seat } = speaker.actor;
      const writes = (facts: SectionFacts): boolean => seat !== null && rightOn(seat, facts.access) === 'write';
      // Carets of another server are forgotten after some seconds when it dies before it can take them back.
      if (!this.ledger.stood(sectionId, writes, this.remembers)) wrong('who may not write');
      if (!this.#carets.get(writer)?.has(`${sectionId} ${caret.anchor} ${caret.head}`)) wrong('where nobody is');
      this.context.goals.hit(name === null ? 'peers unnamed' : 'peers named');
    }
  }

  #moved({ sectionId, carets }: Of<'carets'>): void {
    for (const { key, caret } of carets) {
      const writer = this.#keys.get(key);
      const at = caret === null ? null : `${sectionId} ${caret.anchor} ${caret.head}`;
      if (writer === undefined || (at !== null && !this.#carets.get(writer)?.has(at)))
        this.context.violated('I7', `presence: a caret moves to where nobody is (${sectionId})`);
    }
    this.context.goals.hit('carets moved');
  }

  #count(message: HeardMessage): void {
    const { goals } = this.context;
    if (message.type === 'refused') {
      const refused = `refused ${message.reason}`;
      if (isGoal(refused)) goals.hit(refused);
    } else if (message.type === 'lease-refused') goals.hit('lease refused');
    else if (message.type === 'join-refused') goals.hit('join refused');
    else if (message.type === 'revoked') goals.hit('revoked on the line');
    else if (message.type === 'restarted') goals.hit('restarted on the line');
    else if (message.type === 'news') goals.hit('news told');
  }

  #rows(sectionId: string, generation: number): readonly TailRow[] | null {
    const section = this.database.truth.sections.get(sectionId);
    return section?.facts.generation === generation ? section.rows : null;
  }

  #wrong(invariant: string, line: Line, message: HeardMessage, what: string): void {
    const about = 'sectionId' in message ? ` of ${message.sectionId}` : '';
    this.context.violated(invariant, `${message.type}${about} to ${line.speaker.personName}: ${what}`);
  }
}

/** A message in words, without its bytes. */
function spelled(message: ClientMessage | HeardMessage): string {
  return JSON.stringify(message, (_, value: unknown) =>
    value instanceof Uint8Array ? `${value.length} bytes` : value,
  );
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, at) => byte === other[at]);
}
