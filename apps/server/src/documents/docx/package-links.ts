import { readXml, type XmlBudget } from './xml';

/** Where a part refers to: another part by its name, or an address outside. */
export interface PartLink {
  /** The last word of its type: `styles`, `hyperlink`, `image`. */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

export type Parts = ReadonlyMap<string, Buffer>;

/** The links of a part, by id; none when there is no list of them. */
export function linksOf(parts: Parts, part: string, budget: XmlBudget): Map<string, PartLink> {
  const cut = part.lastIndexOf('/') + 1;
  const links = new Map<string, PartLink>();
  const bytes = partOf(parts, `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`);
  if (bytes === undefined) return links;
  readXml(bytes, budget, {
    open(_name, { Id, Type, Target, TargetMode }) {
      if (Id === undefined || Target === undefined) return;
      const external = TargetMode === 'External';
      const type = (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1);
      links.set(Id, { type, external, target: external ? Target : resolved(part.slice(0, cut), Target) });
    },
  });
  return links;
}

/** The part of the first link of this type. */
export function linkedPart(parts: Parts, links: ReadonlyMap<string, PartLink>, type: string): Buffer | undefined {
  for (const link of links.values()) {
    if (link.type === type && !link.external) return partOf(parts, link.target);
  }
  return undefined;
}

/** Names of parts are the same in capitals and small letters (ECMA-376, part 2), and may be written as in an address. */
export function partOf(parts: Parts, name: string): Buffer | undefined {
  const exact = parts.get(name);
  if (exact !== undefined) return exact;
  const small = [name.toLowerCase(), unescaped(name).toLowerCase()];
  for (const [other, bytes] of parts) if (small.includes(other.toLowerCase())) return bytes;
  return undefined;
}

/** Signs that an address may not hold stand in it as their bytes. */
function unescaped(name: string): string {
  const bytes = name.replace(/%([0-9a-f]{2})/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return bytes === name ? name : Buffer.from(bytes, 'latin1').toString('utf8');
}

function resolved(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
