import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { Random } from '@samenspel/collab/testing';
import { EXPORT_FORMATS, type SectionRightsView } from '@samenspel/domain';
import { dissent, prepareOn } from './leaks-dissents';
import { addDocument, makeCircle, Writer, type Circle } from './leaks-sections';
import { sayBeside } from './leaks-sayings';
import { belongings, QUESTIONS } from './leaks-routes';
import { makeWorld, type Listener, type World } from './leaks-world';
import { ask, Line, Wire, type Answer } from './leaks-wire';
import { makeWord } from './leaks-words';
import { startProduct, type Product } from './product';

/** What is kept from the others at a table of the real product. */
export interface KeptThere {
  /** Where the hidden words come from: another seed, other words of the same length. */
  readonly words: number;
  readonly sections: number;
  readonly comments: boolean;
  /** It was in the midst of the common text, before everybody was kept out of it. */
  readonly narrowed?: boolean;
  /** How often a dissent that is not of record came, changed or went. */
  readonly dissents: number;
  /** A fault of ours, planted: everybody may read it. */
  readonly broken?: boolean;
}

/** Who asks: at the table but not among the commissioners, at another table, and a stranger. */
export const ASKERS = [
  'contractor',
  'client',
  'chair',
  'secretary',
  'observer',
  'elsewhere',
  'nobody',
] as const satisfies readonly Listener[];

/** Who is not to notice a dissent before it is of record; the chair is shown it. */
const NOT_OF_RECORD = ASKERS.filter((who) => who !== 'chair');

/** What there is to ask about. */
interface About {
  readonly documentId: string;
  readonly sections: string[];
  readonly words: readonly string[];
  /** The address of an outcome in the making. */
  readonly preparation: string;
}

/** All that one asker got, by the channel and the question. */
export type Got = ReadonlyMap<string, string>;

/** A running product on which one life after the other is lived, each at a table of its own. */
export class Life {
  private constructor(
    readonly product: Product,
    readonly figuresUrl: string,
    readonly wire: Wire,
  ) {}

  static async begin(figuresPort: number): Promise<Life> {
    const product = await startProduct({ env: { SAMENSPEL_METRICS_PORT: String(figuresPort) } });
    const wire = await Wire.to(product.url);
    await ask(wire, '', 'GET', '/api/ready'); // by then it has written all that it writes at a start
    return new Life(product, `http://127.0.0.1:${figuresPort}`, wire);
  }

  async end(): Promise<void> {
    this.wire.close();
    await this.product.remove();
  }

  /** What everybody who asks gets, and what the operator reads in log lines and figures meanwhile. */
  async live(seed: number, kept: KeptThere): Promise<Map<string, Got>> {
    const random = new Random(seed);
    const from = this.product.output().length;
    const world = await makeWorld(this.product, this.wire, random);
    const [secretary, commissioner] = await Promise.all(
      (['secretary', 'commissioner'] as const).map(
        async (place) => new Writer(this.product.url, await world.signIn(place, 'writer')),
      ),
    );
    if (secretary === undefined || commissioner === undefined) throw new Error('nobody writes');
    try {
      const documentId = await addDocument(this.wire, secretary.cookie, world.tableId, makeWord(random));
      const hidden = await this.#hide(world, documentId, commissioner, kept);
      const open: Circle = {
        name: 'common',
        maker: 'secretary',
        preset: { kind: 'wholeTable' },
        readers: [],
        written: true,
      };
      const common = await makeCircle(this.wire, random, open, documentId, secretary);
      await sayBeside({ wire: this.wire, random, world }, common, secretary);
      if (kept.narrowed) await Promise.all(hidden.map((id) => this.#narrow(commissioner, id)));
      const preparation = await prepareOn({ wire: this.wire, world }, documentId, common.view.sectionId);
      const hiddenWords = { wire: this.wire, random: new Random(kept.words), world };
      const told = await dissent(hiddenWords, preparation, kept.dissents, NOT_OF_RECORD, kept.broken === true);
      const words = [common.live, makeWord(new Random(kept.words))];
      const got = new Map<string, Got>();
      for (const who of ASKERS) {
        const about = {
          documentId,
          sections: [common.view.sectionId, hidden[0] ?? crypto.randomUUID()],
          words,
          preparation,
        };
        const its = await this.#asked(world, who, about);
        got.set(who, new Map([...its, ['told of a dissent', told.get(who) ?? '']]));
      }
      got.set('operator', await this.#operated(from));
      return got;
    } finally {
      for (const writer of [secretary, commissioner]) writer.client.destroy();
      await world.close();
    }
  }

  /** Makes what is kept. */
  async #hide(world: World, documentId: string, writer: Writer, kept: KeptThere): Promise<string[]> {
    const random = new Random(kept.words);
    const ids: string[] = [];
    for (let n = 0; n < kept.sections; n += 1) {
      const circle: Circle = {
        name: `kept ${n}`,
        maker: 'commissioner',
        preset: { kind: kept.broken || kept.narrowed ? 'wholeTable' : 'commissionersOnly' },
        readers: [],
        written: true,
      };
      const made = await makeCircle(this.wire, random, circle, documentId, writer);
      if (kept.comments) await sayBeside({ wire: this.wire, random, world }, made, writer);
      ids.push(made.view.sectionId);
    }
    return ids;
  }

  /** Leaves a section to the commissioners. */
  async #narrow(writer: Writer, sectionId: string): Promise<void> {
    const path = `/api/sections/${sectionId}/rights`;
    const { accessVersion } = (await ask(this.wire, writer.cookie, 'GET', path)).json<SectionRightsView>();
    const grants = [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' }];
    const answer = await ask(this.wire, writer.cookie, 'PUT', path, { accessVersion, grants });
    if (answer.status !== 200) throw new Error(answer.body.toString());
  }

  async #asked(world: World, who: Listener, { documentId, sections, words, preparation }: About): Promise<Got> {
    const cookie = await world.signIn(who, 'listener');
    const got = new Map<string, string>();
    const normal = new Normal();
    const take = async (path: string, shown = path): Promise<void> => {
      got.set(`GET ${normal.text(shown)}`, normal.answer(await ask(this.wire, cookie, 'GET', path)));
    };
    const [thread] = (await belongings(world, sections))['thread'] ?? [];
    const about: Record<string, readonly string[]> = {
      table: [world.tableId, world.elsewhereId],
      document: [documentId],
      section: sections,
      seat: [world.seat('contractor'), world.seat('commissioner')],
      thread: thread === undefined ? [] : [thread.id],
      other: sections.slice(0, 1),
    };
    for (const { route, about: kind, path } of QUESTIONS) {
      if (!route.startsWith('GET ') || /outbox|demo\/people/.test(route)) continue;
      for (const [at, id] of (kind === null ? [''] : (about[kind] ?? [])).entries())
        await take(path(id), `${route} ${at}`);
    }
    for (const [at, word] of words.entries()) {
      await take(`/api/search?q=${encodeURIComponent(word)}&tableId=${world.tableId}`, `search ${at}`);
    }
    if (who !== 'chair') await take(preparation, 'preparation');
    for (const format of EXPORT_FORMATS)
      await take(`/api/documents/${documentId}/export?format=${format}`, `export ${format}`);
    if (cookie !== '') await take('/api/outbox', 'letters');
    for (const transport of ['websocket', 'polling'] as const) {
      const line = await Line.open(this.wire, cookie, transport);
      if (!line.gone) {
        await line.join(sections);
        await line.fence();
      }
      const types = line.messages.map(({ message }) => message.type).filter((type) => type !== 'peers');
      got.set(transport, `${line.refusal ?? ''} ${types.join()}`);
      line.close();
    }
    return got;
  }

  /** Log lines, and the names and labels of the figures. Only comparable when as much happened. */
  async #operated(from: number): Promise<Got> {
    const figures = await fetch(`${this.figuresUrl}/metrics`);
    const lines = (await figures.text()).split('\n').filter((line) => /^samenspel/.test(line));
    const names = lines.map((line) => line.replace(/ \S+$/, ''));
    const log = new Normal().text(this.product.output().slice(from)).replaceAll(/\d+/g, '0');
    return new Map([
      ['log', log.split('\n').sort().join('\n')],
      ['figures', [...new Set(names)].join('\n')],
    ]);
  }
}

/** Where two askers got something else; the channel and both answers, shortened. */
export function differencesOf(one: Got, other: Got): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((channel) => {
    const [left, right] = [one.get(channel) ?? 'nothing', other.get(channel) ?? 'nothing'];
    if (left === right) return [];
    const at = [...left].findIndex((letter, n) => letter !== right[n]);
    const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
    return [`${channel}: …${around(left)}… and …${around(right)}…`];
  });
}

const LENGTH = /content-length: \d+/i;

/** Takes out what two equal lives differ in by themselves: moments, and everything that is drawn by chance. */
class Normal {
  readonly #ids = new Map<string, string>();

  text(text: string): string {
    return (
      text
        .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => this.#named(id))
        .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, '<moment>')
        .replaceAll(/\b[0-9a-f]{64}\b/g, '<hash>')
        .replaceAll(/localhost:\d+/g, 'localhost')
        .replaceAll(/ om \d\d:\d\d/g, ' om <moment>')
        .replaceAll(/\d{4}-\d\d-\d\d(?: |%20)\d\d\.\d\d\.\d\d/g, '<moment of a file>')
        // A place in a text holds the client id of who wrote there, which is drawn by chance and has up to five bytes.
        .replaceAll(/"(start|end)":\s*"[A-Za-z0-9+/=]+"/g, '"$1":"<place>"')
        .replaceAll(
          /"[A-Za-z0-9+/_-]{22,}={0,2}"|[A-Za-z0-9+/]{40,}={0,2}/g,
          (chance) => `<${chance.length} of chance>`,
        )
    );
  }

  answer({ head, body }: Answer): string {
    if (body.subarray(0, 5).toString() === '%PDF-') return this.text(head.replace(LENGTH, '')) + pdf(body);
    const parts = body.subarray(0, 2).toString() === 'PK' ? unzipped(body) : [['', body] as const];
    const texts = parts.map(([name, bytes]) => `${name}\n${this.text(bytes.toString('utf8'))}`);
    // Packed files differ in length by the moments in them; all others to the byte.
    const headers = parts.length > 1 ? head.replace(LENGTH, '') : head;
    return this.text(headers) + texts.join('\n');
  }

  #named(id: string): string {
    const name = this.#ids.get(id) ?? `<id ${this.#ids.size}>`;
    this.#ids.set(id, name);
    return name;
  }
}

/** What a PDF is made of: its objects without numbers, and how long each stream in it is when it is unpacked. */
function pdf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const lengths = [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: mark }) => {
    if (text.slice(index - 3, index) === 'end') return [];
    const begin = index + mark.length;
    const packed = bytes.subarray(begin, text.indexOf('endstream', begin));
    return [packed[0] === 0x78 ? inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).length : packed.length];
  });
  const objects = text.replaceAll(/stream\r?\n[\s\S]*?endstream/g, '').replaceAll(/<[0-9a-fA-F]{32}>|\d+/g, '0');
  return `${objects}\n${lengths.join()}`;
}

/** The files in a zip, by its own directory. */
function unzipped(zip: Buffer): (readonly [string, Buffer])[] {
  const files: (readonly [string, Buffer])[] = [];
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const [method, packed, nameLength, begin] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString();
    const data = begin + 30 + zip.readUInt16LE(begin + 26) + zip.readUInt16LE(begin + 28);
    const bytes = zip.subarray(data, data + packed);
    files.push([name, method === 0 ? bytes : inflateRawSync(bytes)]);
  }
  return files;
}
