// Known bugs, as pieces of source and what a mistaken hand would have put in their place. Each must be caught by the check that
// is named for it: a check that lets one pass is worth nothing. Nothing of this is in the product.
import { OF_THE_PRODUCT } from './of-the-product.mjs';
import { simulated, tested } from './saboteur.mjs';

const collab = (path) => `libs/collab/src/${path}`;
const WRITING = collab('server/writing.ts');
const ENGINE = collab('server/engine.ts');
const ADMIT = collab('admission/admit.ts');
const REVOCATION = collab('server/revocation.ts');
const CLUSTER = collab('server/cluster.ts');
const SECTION = collab('client/section.ts');
const OUTGOING = collab('client/outgoing.ts');
const COMPACT = collab('compaction/compact.ts');
const PRESENCE = collab('server/presence.ts');

const OF_THE_ENGINE = [
  tested('neighbours stand in any order', 'libs/collab', 'admission/order.test', [
    collab('admission/order.ts'),
    'return inOrder(doc, own.client, struct, (id) => this.#hasSeen(seen, id));',
    'return true;',
  ]),
  simulated('acknowledged before it is in the log', [
    WRITING,
    '    state.inFlight = true;\n',
    "    state.inFlight = true;\n    send(connection, { type: 'ack', sectionId, leaseId, frame, seq: room.headSeq + 1 });\n",
  ]),
  simulated('shown to others before it is in the log', [
    WRITING,
    '    state.inFlight = true;\n',
    `    state.inFlight = true;
    for (const { key, connection: other } of room.members.values()) {
      const seq = room.headSeq + 1;
      if (key !== attached.key)
        send(other, { type: 'update', room: room.number, generation: room.generation, seq, updates: [bytes] });
    }\n`,
  ]),
  simulated(
    'who is in the room is not asked for his right',
    [collab('server/fan-out.ts'), " || !room.may(member.connection, 'section.read')"],
    [REVOCATION, '    room.members.delete(member.key);\n'],
  ),
  simulated('two sections of one server have one number', [
    collab('server/rooms.ts'),
    '    while (this.#numbers.has(number)) number += 1;\n',
  ]),
  simulated('rights are kept from when they were first asked', [
    collab('server/room.ts'),
    '    this.#facts = facts;\n    this.#allowed = new WeakMap();\n    // Who',
    '    this.#facts = facts;\n    // Who',
  ]),
  simulated('the right is not asked for again after the text was loaded', [
    ENGINE,
    'if (!attached.open || gone || !room.may(attached.connection, GUARD.join)) {',
    'if (!attached.open || gone) {',
  ]),
  simulated("somebody else's client id is let in", [
    ADMIT,
    "if (others.length > 0 || (own !== undefined && own.client !== leased)) return refuse('forbidden');",
  ]),
  simulated("somebody else's lease is let in", [
    WRITING,
    'if (state === null || state.lease.personId !== actor.personId || state.lease.seatId !== actor.seat?.seatId)',
    'if (state === null || actor.seat === null)',
  ]),
  simulated('a frame whose predecessor is missing is let in', [
    ADMIT,
    "if (own !== undefined && own.clock > start) return refuse('resync');",
  ]),
  simulated('a frame under clocks that are taken is let in', [
    ADMIT,
    "if (own !== undefined && own.clock < start) return refuse('lease');",
  ]),
  simulated('what does not exist yet can be deleted', [
    ADMIT,
    "if (range.clock + range.length > known) return refuse('resync');",
  ]),
  simulated('the text schema is not asked', [
    ADMIT,
    "if (place === null ? !readable(struct) : !fits(struct, place)) return 'schema';",
  ]),
  simulated('the number of a frame is not looked at', [
    WRITING,
    "    if (frame !== state.lastFrame + 1) return refuse('resync');\n",
  ]),
  simulated('a frame that is sent again is not recognised', [
    WRITING,
    'if (frame <= state.lastFrame) {',
    'if (frame < 0) {',
  ]),
  simulated('what is sent again gets another number', [
    OUTGOING,
    '    if (this.#frame !== null) return this.#frame;\n',
    `    if (this.#frame !== null) {
      this.#frame = { ...this.#frame, frame: this.#frame.frame + 1 };
      return this.#frame;
    }\n`,
  ]),
  simulated('an open section is not asked whether its history went on', [
    collab('server/rooms.ts'),
    "    if (facts !== undefined && facts.generation !== room.generation) return 'restarted';\n",
  ]),
  simulated('a connection with a backlog is told of its withdrawal, and stays', [
    REVOCATION,
    '    if (member.connection.hasBacklog() && attached !== undefined) return this.expel(attached);\n',
  ]),
  simulated('the end of a session does not wait for what is on its way', [
    ENGINE,
    `sessionIds.has(attached.connection.speaker.actor.sessionId)) this.#expel(attached);
    }
    await this.#commits.drain();`,
    'sessionIds.has(attached.connection.speaker.actor.sessionId)) this.#expel(attached);\n    }',
  ]),
  simulated('ended sessions keep their connections', [
    ENGINE,
    'if (sessionIds.has(attached.connection.speaker.actor.sessionId)) this.#expel(attached);',
    'if (sessionIds.size === 0) this.#expel(attached);',
  ]),
  simulated('what is written between the text and the subscription is missing', [
    ENGINE,
    '      room.members.set(key, member);\n',
    `      void this.ports.store
        .tail(sectionId, room.generation, room.headSeq)
        .then(() => room.members.set(key, { ...member, handedTo: room.headSeq }));\n`,
  ]),
  simulated('who returns gets one row too few', [
    collab('server/room.ts'),
    'const missed = this.after(known.seq);',
    'const missed = this.after(known.seq + 1);',
  ]),
  simulated('a frame that was not stored stays in the judgement of order', [
    WRITING,
    '      state.seen = { ...state.seen, seq: state.sent?.seen ?? 0 };\n',
  ]),
  simulated('a history is opened with the rights of the one before', [
    collab('server/rooms.ts'),
    'if (fact.generation !== text.generation) {',
    'if (fact.generation > text.generation) {',
  ]),
  simulated('compaction goes across a gap', [
    COMPACT,
    '    if (row.seq !== seq + 1) throw new Error(`row ${row.seq} after ${seq}`);\n',
  ]),
  tested(
    'compaction loses a row, and does not compare',
    'libs/collab',
    'compaction/compact',
    [COMPACT, '  for (const row of input.rows) {', '  for (const row of input.rows.slice(1)) {'],
    [COMPACT, '    if (row.seq !== seq + 1) throw new Error(`row ${row.seq} after ${seq}`);\n'],
  ),
  simulated('what was sent is called saved', [
    SECTION,
    "    if (!this.unsent) return { kind: 'saved' };",
    "    if (!this.unsent || this.#sent !== null) return { kind: 'saved' };",
  ]),
  simulated('what waits is dropped with the connection', [
    SECTION,
    '    this.#inRoom = false;\n    this.#sent = null;\n    this.#lease.asked = false;',
    '    this.#inRoom = false;\n    for (const outgoing of this.#own.giveUp()) outgoing.giveUp(() => false);\n    this.#sent = null;\n    this.#lease.asked = false;',
  ]),
  simulated('two histories are merged', [
    SECTION,
    'if (this.known !== null && this.known.generation !== message.generation) {',
    'if (this.known !== null && message.generation < 0) {',
  ]),
  simulated('the copy stays after the right is gone', [
    SECTION,
    "    if (this.unsent) this.#giveUp('forbidden');\n    this.close();\n",
    "    if (this.unsent) this.#giveUp('forbidden');\n",
  ]),
  simulated('text that can not be saved is thrown away', [
    SECTION,
    '    if (given.length === 0 && instead === null) return;\n    // Where',
    '    if (given.length >= 0) return;\n    // Where',
  ]),
  simulated(
    'who reads is shown to be there',
    [
      PRESENCE,
      "if (caret === null || !room.may(connection, 'section.write')) return [];",
      'if (caret === null) return [];',
    ],
    [ENGINE, 'if (room !== null && room.may(attached.connection, GUARD.caret))', 'if (room !== null)'],
  ),
  simulated('persons are named to other parties', [
    PRESENCE,
    'room.facts.namesVisible || peer.party.organisationId === forOrganisation ? peer',
    "forOrganisation !== '' ? peer",
  ]),
  simulated('bytes after a message are passed over', [
    collab('wire/messages.ts'),
    "  if (decoding.hasContent(input)) throw new WireError('bytes after the message');\n",
  ]),
  simulated('news is told to everyone', [
    ENGINE,
    'if (concerned) connection.send(bytes);',
    'if (concerned || kind) connection.send(bytes);',
  ]),
  simulated('a server that is cut off goes on', [
    CLUSTER,
    'return this.alone || this.ports.scheduler.elapsed() < this.#freshUntil;',
    'return this.alone || this.#freshUntil > 0;',
  ]),
  simulated('a withdrawal does not wait for the other servers', [
    CLUSTER,
    '    if (this.alone) return;\n    const { cluster, log } = this.ports;',
    '    if (LEASE_MS > 0) return;\n    const { cluster, log } = this.ports;',
  ]),
  tested('a server confirms before it has applied', 'libs/collab', 'server/cluster', [
    CLUSTER,
    'await this.node.apply(asked, heard);\n',
    'void this.node.apply(asked, heard);\n',
  ]),
  tested('a server comes back with what it heard while nobody waited for it', 'libs/collab', 'server/cluster', [
    CLUSTER,
    'if (heeded) this.#renew(began);',
    'if (heeded || began > 0) this.#renew(began);',
  ]),
  tested('who has a new history already is told to leave it', 'libs/collab', 'server/cluster', [
    REVOCATION,
    "if (!back) send(connection, { type: 'restarted', sectionId });",
    "send(connection, { type: 'restarted', sectionId });",
  ]),
  tested('own rows are left out for who opened the section anew', 'libs/collab', 'server/cluster', [
    ENGINE,
    'stay: this.#stays++,',
    'stay: key,',
  ]),
  tested(
    'a server that knows nothing of rights gives leases',
    'libs/collab',
    'server/cluster',
    [
      collab('server/leases.ts'),
      "also one that could not be told.\n    if (!this.host.mayTell()) return refuse('retry');\n",
      'also one that could not be told.\n',
    ],
    [
      collab('server/leases.ts'),
      "after that was answered.\n    if (!this.host.mayTell()) return refuse('retry');\n",
      'after that was answered.\n',
    ],
  ),
  simulated('a server that does not know what rights are still commits', [
    collab('server/group-commit.ts'),
    'return this.mayCommit() ? this.store.commit(frames)',
    'return frames.length > 0 ? this.store.commit(frames)',
  ]),
  simulated('hints are the only way to hear of what others wrote', [
    collab('server/node-view.ts'),
    '&& head.headSeq > room.headSeq && !room.quarantined)',
    '&& head.headSeq < 0 && !room.quarantined)',
  ]),
  tested('restricted text is kept in the browser', 'libs/collab', 'server/engine', [
    collab('client/collab-client.ts'),
    'section.options.restricted ? null : this.options.outbox',
    'this.options.outbox',
  ]),
];

const FIND_QUOTE = collab('anchors/find-quote.ts');
const OF_COMMENTS = [
  tested('words that stand only once are taken for those of a comment', 'libs/collab', 'anchors/', [
    FIND_QUOTE,
    'found.filter((one) => isKnown(one, found, quoted));',
    'found.filter((one) => found.length === 1 || isKnown(one, found, quoted));',
  ]),
  tested('what was alike when a comment was made is forgotten', 'libs/collab', 'anchors/', [
    FIND_QUOTE,
    'score <= alike.elsewhere ||',
    'score <= 0 ||',
  ]),
  tested('where a comment was found before counts', 'libs/collab', 'anchors/', [
    collab('anchors/resolver.ts'),
    '    this.#found.clear();\n',
  ]),
  tested("letters that were brought back are a comment's own for who did that", 'libs/collab', 'anchors/', [
    collab('anchors/anchor.ts'),
    '(position, doc, false)',
    '(position, doc)',
  ]),
];

/** @type {readonly import('./saboteur.mjs').Saboteur[]} */
export const SABOTEURS = [...OF_THE_ENGINE, ...OF_COMMENTS, ...OF_THE_PRODUCT];
