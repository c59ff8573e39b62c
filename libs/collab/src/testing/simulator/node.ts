import type { SessionId } from '@samenspel/domain';
import { SectionEngine } from '../../server/engine';
import { decodeClientMessage } from '../../wire/messages';
import { Random } from '../random';
import type { SimulationContext } from './context';
import { SimulatedFault, type Database } from './database';
import type { HintBus } from './hint-bus';
import { Line, type LineClient, type LineServer } from './line';
import { Process } from './process';
import type { Tap } from './tap';

/** What the handshake says to who may not come in. */
export type HandshakeRefusal = 'not-signed-in' | 'unavailable';

/** A server process: the real engine behind a gateway that does what the product's gateway does. */
export class Node implements LineServer {
  readonly process: Process;
  readonly engine: SectionEngine;
  readonly lines = new Set<Line>();
  /** False once it was stopped for a while: what takes it long has an excuse. */
  calm = true;
  readonly #ready = new Map<Line, Promise<boolean>>();
  readonly #random: Random;

  constructor(
    readonly name: string,
    private readonly context: SimulationContext,
    private readonly database: Database,
    bus: HintBus | null,
    private readonly tap: Tap,
    newKey: () => number,
  ) {
    this.process = new Process(context.timeline);
    this.#random = Random.of(context.seed, name);
    const link = database.link(this.process, name);
    this.engine = new SectionEngine({
      store: link,
      facts: link,
      cluster: link,
      ...(bus === null ? {} : { bus: bus.join(this.process) }),
      scheduler: this.process,
      log: { error: (event, details, cause) => this.#failed(event, details, cause) },
      newKey,
    });
  }

  /** As `LiveGateway`: asks who it is, attaches, and asks once more before anything that comes in is looked at. */
  async handshake(
    client: LineClient,
    sessionId: SessionId,
    answer: (line: Line | HandshakeRefusal) => void,
  ): Promise<void> {
    let speaker;
    try {
      speaker = await this.database.call(this.process, 'handshake', () => this.database.speakerOf(sessionId));
    } catch {
      return answer('unavailable');
    }
    if (speaker === null) {
      this.context.goals.hit('handshake refused');
      return answer('not-signed-in');
    }
    const line = new Line(this.context, this.#random, speaker, client, this, this.tap);
    answer(line);
    this.lines.add(line);
    this.engine.attach(line);
    const ready = this.database
      .call(this.process, 'still-signed-in', () => this.database.speakerOf(sessionId) !== null)
      .catch(() => false)
      .then((yes) => {
        if (!yes) line.close();
        return yes;
      });
    this.#ready.set(line, ready);
  }

  received(line: Line, bytes: Uint8Array): void {
    let message;
    try {
      message = decodeClientMessage(bytes);
    } catch {
      this.gone(line);
      return line.close();
    }
    this.tap.said(line, message);
    void this.#ready.get(line)?.then((yes) => (yes ? this.engine.receive(line, message) : undefined));
  }

  gone(line: Line): void {
    this.lines.delete(line);
    this.#ready.delete(line);
    this.engine.detach(line);
  }

  /** Nothing comes out of it any more; what it had sent to the database happens or not. */
  kill(): void {
    this.process.kill();
    for (const line of this.lines) line.cut();
  }

  #failed(event: string, details: Readonly<Record<string, string | number>>, cause: unknown): void {
    const said = `${event} ${JSON.stringify(details)}`;
    this.context.trace.say(`${this.name}: ${said}`);
    if (!(cause instanceof SimulatedFault) && this.process.alive)
      this.context.violated(
        'I11',
        `the engine fails: ${said}: ${cause instanceof Error ? cause.stack : String(cause)}`,
      );
  }
}
