import type { ServerMessage } from '@samenspel/collab/wire';
import { Random } from '@samenspel/collab/testing';
import { secretOf, textsOf, type Secret } from './leaks-detector';
import { Recorder } from './leaks-recorder';
import { belongings, idsOf, QUESTIONS, type Question } from './leaks-routes';
import { addDocument, circlesOf, EVERYBODY, makeCircle, Writer, type Circle, type MadeCircle } from './leaks-sections';
import { recordBeside, sayBeside } from './leaks-sayings';
import { LISTENERS, makeWorld, type Listener, type Place, type World } from './leaks-world';
import { Wire, type Answer } from './leaks-wire';
import { makeWord } from './leaks-words';
import { startProduct, type Product } from './product';

/** A table at which everything that can be said is said, while everybody listens. */
export class Stage {
  readonly circles: MadeCircle[] = [];
  readonly secrets: Secret[] = [];
  belongings: readonly { readonly id: string; readonly sectionId: string }[] = [];
  readonly documents = { common: '', misplaced: '', elsewhere: '' };
  readonly answers = new Map<Listener, { question: Question; id: string; answer: Answer }[]>();
  /** What waits in the demonstration's outbox for each of them. */
  readonly letters = new Map<Listener, Buffer>();
  readonly #recorders = new Map<Listener, Recorder>();
  readonly #writers = new Map<Place, Writer>();
  #misplaced: MadeCircle | null = null;

  private constructor(
    readonly random: Random,
    readonly product: Product,
    readonly wire: Wire,
    readonly world: World,
  ) {}

  static async set(seed: number): Promise<Stage> {
    const random = new Random(seed);
    const product = await startProduct();
    const wire = await Wire.to(product.url);
    const stage = new Stage(random, product, wire, await makeWorld(product, wire, random));
    await stage.#make();
    await stage.#play();
    return stage;
  }

  /** A section that everybody may read, of which the detector is told that it is for commissioners only. */
  get misplaced(): MadeCircle {
    if (this.#misplaced === null) throw new Error('not made yet');
    return this.#misplaced;
  }

  recorder(who: Listener): Recorder {
    const recorder = this.#recorders.get(who);
    if (recorder === undefined) throw new Error(`nobody listens as ${who}`);
    return recorder;
  }

  hiddenFrom(who: Listener, from: readonly Secret[] = this.secrets): Secret[] {
    return from.filter(({ readers }) => !readers.includes(who));
  }

  /** Session tokens of everybody. */
  get tokens(): string[] {
    return [...this.#recorders.values()].flatMap(({ cookie }) => cookie.split('=')[1] ?? []);
  }

  async close(): Promise<void> {
    for (const one of this.#recorders.values()) one.close();
    for (const one of this.#writers.values()) one.client.destroy();
    this.wire.close();
    await this.world.close();
    await this.product.remove();
  }

  async #make(): Promise<void> {
    const { world, documents } = this;
    documents.common = await this.#addDocument('secretary', world.tableId, EVERYBODY);
    documents.misplaced = await this.#addDocument('chair', world.tableId, EVERYBODY);
    documents.elsewhere = await this.#addDocument('elsewhere', world.elsewhereId, ['elsewhere']);
    for (const circle of circlesOf(world)) this.circles.push(await this.#section(circle, documents.common));
    const common = { maker: 'secretary', preset: { kind: 'wholeTable' }, written: true } as const;
    const there: Circle = { ...common, name: 'elsewhere', maker: 'elsewhere', readers: ['elsewhere'] };
    this.circles.push(await this.#section(there, documents.elsewhere));
    const misplaced: Circle = { ...common, name: 'misplaced', readers: ['commissioner', 'otherCommissioner'] };
    this.#misplaced = await this.#section(misplaced, documents.misplaced);
    this.secrets.push(...this.circles.flatMap(({ secrets }) => secrets), ...world.secrets);
    for (const circle of [...this.circles].filter(({ written }) => written)) {
      const writer = await this.#writer(circle.maker);
      this.secrets.push(...(await sayBeside(this, circle, writer)));
      if (circle.name === 'own of chair') this.secrets.push(...(await recordBeside(this, circle, writer)));
    }
  }

  async #play(): Promise<void> {
    const { world, product, documents } = this;
    for (const who of LISTENERS) {
      this.#recorders.set(who, await Recorder.of(who, await world.signIn(who, 'listener'), product.url));
    }
    await world.hidePeople();
    await Promise.all(LISTENERS.map((who) => this.recorder(who).listen(Object.values(documents))));
    // One letter a frame, all sections at the same time.
    const all = [...this.circles, this.misplaced];
    const typed = all.filter(({ written }) => written);
    await Promise.all(
      typed.map(async ({ maker, view, live }) => (await this.#writer(maker)).type(view.sectionId, live)),
    );
    await Promise.all(typed.map((circle) => this.#heardByAll(circle)));
    const sectionIds = all.map(({ view }) => view.sectionId);
    this.belongings = Object.values(await belongings(world, sectionIds)).flat();
    const ids = await idsOf(world, Object.values(documents), sectionIds);
    await Promise.all(LISTENERS.map((who) => this.#askEverything(who, ids)));
    const lines = [...this.#recorders.values()].flatMap((recorder) => recorder.lines);
    await Promise.all(lines.map((line) => line.gone || line.fence()));
  }

  async #writer(place: Place): Promise<Writer> {
    const made = this.#writers.get(place) ?? new Writer(this.product.url, await this.world.signIn(place, 'writer'));
    this.#writers.set(place, made);
    return made;
  }

  async #addDocument(place: Place, tableId: string, readers: readonly Listener[]): Promise<string> {
    const title = makeWord(this.random);
    const documentId = await addDocument(this.wire, (await this.#writer(place)).cookie, tableId, title);
    this.secrets.push(secretOf(place, 'document', title, readers), secretOf(place, 'id', documentId, readers));
    return documentId;
  }

  async #section(circle: Circle, documentId: string): Promise<MadeCircle> {
    return makeCircle(this.wire, this.random, circle, documentId, await this.#writer(circle.maker));
  }

  /** Resolves when every reader has read what is typed, and has seen who types. */
  async #heardByAll(circle: MadeCircle): Promise<void> {
    const { live, view, name, maker } = circle;
    const who = circle === this.misplaced ? EVERYBODY : circle.readers;
    // Presence may be dropped on a busy line: the caret moves until everybody who may see it has.
    const moving = setInterval(() => this.#writers.get(maker)?.moveCaret(view.sectionId), 120);
    try {
      for (const line of who.flatMap((one) => this.recorder(one).lines)) {
        await line.until(() => textsOf(line).some((text) => text.includes(live)), `the text of ${name}`);
        const peers = (): boolean => line.messages.some(({ message }) => showsPeer(message, view.sectionId));
        await line.until(peers, `who writes in ${name}`);
      }
    } finally {
      clearInterval(moving);
    }
  }

  async #askEverything(who: Listener, ids: Awaited<ReturnType<typeof idsOf>>): Promise<void> {
    const given: { question: Question; id: string; answer: Answer }[] = [];
    // Choosing one of the own seats would end the own connections: that is another test's.
    const own = (who === 'several' ? ['client', 'otherClient'] : [who]).map((one) => this.world.seat(one as Place));
    this.letters.set(who, await lettersOf(this.product.url, this.recorder(who).cookie));
    for (const question of QUESTIONS) {
      const [method = ''] = question.route.split(' ');
      const about = question.about === null ? [''] : [...ids[question.about], crypto.randomUUID()];
      for (const id of about.filter((one) => question.about !== 'seat' || !own.includes(one))) {
        const answer = await this.recorder(who).ask(method, question.path(id), question.body?.(id));
        given.push({ question, id, answer });
      }
    }
    this.answers.set(who, given);
  }
}

const showsPeer = (message: ServerMessage, sectionId: string): boolean =>
  message.type === 'peers' && message.sectionId === sectionId && message.peers.length > 0;

/** Read beside the wires: a letter bears the address of who gets it, which is looked for as nobody's everywhere else. */
async function lettersOf(url: string, cookie: string): Promise<Buffer> {
  const answer = await fetch(`${url}/api/outbox`, { headers: { cookie } });
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : Buffer.alloc(0);
}
