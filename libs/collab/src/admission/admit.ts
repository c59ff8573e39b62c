import { ELEMENTS, MARK_ATTRIBUTES, isElementName, isMarkName, safeHref } from '../schema/schema';
import { BLOCK_KINDS, MAX_SPAN } from '@samenspel/domain';
import { Structure, type Place } from './structure';
import { FRAME_LIMITS } from './limits';
import {
  UnreadableUpdate,
  readUpdate,
  type DeleteRange,
  type ItemId,
  type ParsedUpdate,
  type Struct,
} from './update-reader';

/** Longest value of an attribute or mark, in characters of JSON. */
const MAX_VALUE = 2_048;

export type Verdict =
  | { readonly admitted: true; readonly update: ParsedUpdate }
  | { readonly admitted: false; readonly reason: 'schema' | 'too-large' | 'forbidden' | 'resync' | 'lease' };

/**
 * May this frame become part of the section (docs/spec.md C4)? Decides from the bytes and the section's structure alone;
 * changes nothing. Each rule stands for an attack that a Yjs server without it accepts.
 *
 * @param bytes one Yjs V1 update
 * @param leased the client id of the sender's lease: the only one whose structs may be in the frame
 */
export function admit(bytes: Uint8Array, leased: number, structure: Structure): Verdict {
  if (bytes.byteLength > FRAME_LIMITS.bytes) return refuse('too-large');
  let update: ParsedUpdate;
  try {
    update = readUpdate(bytes, FRAME_LIMITS);
  } catch (error) {
    if (error instanceof UnreadableUpdate) return refuse(error.reason);
    throw error;
  }
  const [own, ...others] = update.clients;
  // Structs under somebody else's id would put words in his mouth, or burn his clock so that all he types is ignored.
  if (others.length > 0 || (own !== undefined && own.client !== leased)) return refuse('forbidden');
  if (own === undefined && update.deletes.length === 0) return refuse('schema');
  const start = structure.clock(leased);
  if (own !== undefined && own.clock > start) return refuse('resync'); // would be parked as pending, for ever
  if (own !== undefined && own.clock < start) return refuse('lease'); // another text under clocks that are taken
  const end = own === undefined ? start : own.structs.reduce((clock, struct) => clock + struct.length, own.clock);
  if (!inSequence(update.deletes)) return refuse('schema');
  for (const range of update.deletes) {
    const known = range.client === leased ? end : structure.clock(range.client);
    // A deletion of what is not there yet would strike the victim's next words as he types them.
    if (range.clock + range.length > known) return refuse('resync');
  }
  if (own === undefined) return { admitted: true, update };
  const reason = checkStructs(own.structs, leased, structure);
  return reason === null ? { admitted: true, update } : refuse(reason);
}

function refuse(reason: Exclude<Verdict, { admitted: true }>['reason']): Verdict {
  return { admitted: false, reason };
}

/**
 * Stands every client once and in one piece, with its ranges from front to back and none over another? Yjs always writes them
 * so and relies on it: a reader that must put off a range that lies before the last one strikes another place, for ever.
 */
function inSequence(deletes: readonly DeleteRange[]): boolean {
  const ends = new Map<number, number>();
  return deletes.every(({ client, clock, length }, at) => {
    const end = ends.get(client);
    ends.set(client, clock + length);
    return end === undefined || (deletes[at - 1]?.client === client && clock >= end);
  });
}

/** Checks each struct against the section plus the structs before it in the same frame. */
function checkStructs(structs: readonly Struct[], leased: number, structure: Structure): 'schema' | 'resync' | null {
  const frame = new FramePlaces(structure, leased, structs[0]?.clock ?? 0);
  for (const struct of structs) {
    const { origin, rightOrigin, parent } = struct;
    if (origin !== null && !frame.has(origin)) return 'resync';
    if (rightOrigin !== null && !frame.has(rightOrigin)) return 'resync';
    if (parent !== null && typeof parent !== 'string' && !frame.has(parent)) return 'resync';
    if (typeof parent === 'string' && !frame.isRoot(parent)) return 'schema';
    // Neighbours in two places: replicas that threw one of them away would throw this away too, and the others keep it.
    if (origin !== null && rightOrigin !== null && frame.placeOf(origin) !== frame.placeOf(rightOrigin))
      return 'schema';
    const place = frame.placeFor(struct);
    if (place === null ? !readable(struct) : !fits(struct, place)) return 'schema';
    frame.add(struct, place);
  }
  return null;
}

/** The section's structure with the frame's own structs on top, thrown away after the verdict. */
class FramePlaces {
  readonly #own = new Map<number, Place | null>();
  readonly #ends: { clock: number; end: number }[] = [];
  readonly #containers = new Map<number, Place['parent']>();
  #end: number;

  constructor(
    private readonly structure: Structure,
    private readonly leased: number,
    private readonly start: number,
  ) {
    this.#end = start;
  }

  has(id: ItemId): boolean {
    return id.client === this.leased ? id.clock < this.#end : this.structure.has(id);
  }

  isRoot(name: string): boolean {
    return this.structure.isRoot(name);
  }

  placeOf(id: ItemId): Place | null {
    if (!this.#isOwn(id)) return this.structure.placeOf(id);
    return this.#own.get(this.#startOf(id.clock)) ?? null;
  }

  placeFor(struct: Struct): Place | null {
    return this.structure.placeFor(struct, {
      placeOf: (id) => (this.#isOwn(id) ? (this.#own.get(this.#startOf(id.clock)) ?? null) : undefined),
      containerOf: (id) => (this.#isOwn(id) ? (this.#containers.get(id.clock) ?? null) : undefined),
    });
  }

  add(struct: Struct, place: Place | null): void {
    this.#own.set(struct.clock, place);
    this.#ends.push({ clock: struct.clock, end: struct.clock + struct.length });
    const container = place === null ? null : Structure.containerOf(struct.content);
    if (container !== null) this.#containers.set(struct.clock, container);
    this.#end = struct.clock + struct.length;
  }

  #isOwn(id: ItemId): boolean {
    return id.client === this.leased && id.clock >= this.start;
  }

  #startOf(clock: number): number {
    let low = 0;
    let high = this.#ends.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = this.#ends[middle]!;
      if (clock < run.clock) high = middle - 1;
      else if (clock >= run.end) low = middle + 1;
      else return run.clock;
    }
    return -1;
  }
}

/** Can every reader read this, though Yjs will throw it away? A mark that is no JSON ends the reading of the whole row. */
function readable({ content }: Struct): boolean {
  if (content.kind === 'format') return fitsMark(content.key, content.value);
  return content.kind !== 'element' || isElementName(content.name);
}

/** May this content stand at this place, by the text schema? */
function fits(struct: Struct, place: Place): boolean {
  const { content } = struct;
  const { parent, sub } = place;
  // What was deleted again before it was sent keeps its clocks and its place, and holds nothing.
  if (content.kind === 'deleted' || content.kind === 'gc') return true;
  if (sub !== null) return fitsAttribute(struct, place);
  switch (content.kind) {
    case 'string':
      return parent.name === 'text';
    case 'format':
      return parent.name === 'text' && fitsMark(content.key, content.value);
    case 'text':
      return isElementName(parent.name) && ELEMENTS[parent.name].text;
    case 'element':
      return (
        isElementName(content.name) && parent.name !== 'text' && ELEMENTS[content.name].parents.includes(parent.name)
      );
    case 'any':
      return false;
  }
}

function fitsAttribute(struct: Struct, place: Place): boolean {
  const { content } = struct;
  const name = place.parent.name;
  if (content.kind !== 'any' || content.values.length !== 1 || !isElementName(name)) return false;
  if (place.sub === null || !ELEMENTS[name].attributes.includes(place.sub)) return false;
  const value = content.values[0];
  if (value === null || value === undefined) return true;
  return ATTRIBUTE[place.sub]?.(value) ?? false;
}

const between =
  (from: number, to: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= from && Number(value) <= to;

/** What each attribute may be. A value beyond it is no text but a burden on who reads it. */
const ATTRIBUTE: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: (value) => typeof value === 'string' && value.length <= 100,
  kind: (value) => (BLOCK_KINDS as readonly unknown[]).includes(value),
  level: between(2, 4),
  indent: between(0, 7),
  review: (value) => value === 'unsure',
  colspan: between(1, MAX_SPAN),
  rowspan: between(1, MAX_SPAN),
};

function fitsMark(key: string, value: string): boolean {
  if (!isMarkName(key) || value.length > MAX_VALUE) return false;
  let attributes: unknown;
  try {
    attributes = JSON.parse(value);
  } catch {
    return false;
  }
  if (attributes === null) return true;
  if (typeof attributes !== 'object' || Array.isArray(attributes)) return false;
  const given = Object.entries(attributes);
  if (given.some(([name]) => !MARK_ATTRIBUTES[key].includes(name))) return false;
  // `javascript:` and its like must never reach somebody else's browser as something to click on.
  return key !== 'link' || (given.length === 1 && given.every(([, href]) => safeHref(href) === href));
}
