import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import type { Speaker } from '../server/ports';
import { Line, MemoryBus, MemoryNode } from './nodes';
import { World } from './world';

/** Two servers on one store, on virtual time. */
export class TwoServers {
  // First: the servers ask for keys as they are made.
  #keys = 1;
  readonly world = new World();
  readonly bus = new MemoryBus((deliver) => this.world.time.after(1, deliver));
  readonly first = this.node('first');
  readonly second = this.node('second');
  readonly sectionId = this.world.section({ kind: 'wholeTable' });

  static async open(): Promise<TwoServers> {
    const servers = new TwoServers();
    await servers.pass(20, servers.first.engine.start(), servers.second.engine.start());
    return servers;
  }

  node(name: string): MemoryNode {
    return new MemoryNode(name, this.world.store, this.bus, this.world.time, () => this.#keys++);
  }

  /** Lets time pass millisecond by millisecond until these are done, and at least so long. @returns how long it took */
  async pass(ms: number, ...work: Promise<unknown>[]): Promise<number> {
    let left = work.length;
    for (const one of work) void one.then(() => (left -= 1));
    let took = 0;
    for (let passed = 0; passed < ms || left > 0; passed += 1) {
      this.world.time.advance(1);
      for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
      if (left > 0) took = passed + 1;
      if (passed > 60_000) throw new Error('it takes for ever');
    }
    return took;
  }

  async join(at: MemoryNode, speaker: Speaker): Promise<Line> {
    const line = new Line(speaker);
    at.engine.attach(line);
    const sections = [{ sectionId: this.sectionId, known: null }];
    await this.pass(1, at.engine.receive(line, { type: 'join', sections }));
    return line;
  }

  /** Somebody who has the section open there, with a lease. */
  async writer(at: MemoryNode, speaker: Speaker): Promise<HandWriter> {
    const writer = new HandWriter(at, await this.join(at, speaker), this.sectionId);
    await this.pass(1, at.engine.receive(writer.line, { type: 'lease', sectionId: this.sectionId }));
    writer.begin();
    return writer;
  }

  withdraw(role: string): void {
    this.world.store.change(this.sectionId, (facts) => ({
      ...facts,
      access: {
        ...facts.access,
        grants: facts.access.grants.filter(({ grantee }) => !('role' in grantee && grantee.role === role)),
      },
    }));
  }
}

/** Somebody who writes by hand. */
export class HandWriter {
  readonly doc = createTextDoc();
  frame = 0;
  leaseId = '';

  constructor(
    public at: MemoryNode,
    public line: Line,
    private readonly sectionId: string,
  ) {}

  begin(): void {
    const [lease] = this.line.of('leased');
    if (lease === undefined) throw new Error('no lease');
    this.leaseId = lease.leaseId;
    this.doc.clientID = lease.clientId;
    const [joined] = this.line.of('joined');
    for (const update of joined?.updates ?? []) Y.applyUpdate(this.doc, update);
  }

  type(words: string): Uint8Array {
    const before = Y.encodeStateVector(this.doc);
    const block = this.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
    (block.get(0) as Y.XmlText).insert(0, words);
    return Y.encodeStateAsUpdate(this.doc, before);
  }

  send(bytes: Uint8Array, frame = (this.frame += 1)): Promise<void> {
    const { sectionId, leaseId } = this;
    return this.at.engine.receive(this.line, { type: 'frame', sectionId, generation: 1, leaseId, frame, bytes });
  }
}
