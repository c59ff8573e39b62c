import { writeBlocks } from '@samenspel/collab';
import { MemoryOutbox } from '@samenspel/collab/testing';
import type { AdministrationView, DocumentSummary, SearchAnswer, SectionView } from '@samenspel/domain';
import { Member, until } from './member';
import { corpusTexts, demonstrationSections, type AskedQuestion, type CorpusText } from './search-questions';

const WRITER = 'Marloes Terpstra';
const TABLE = 'Tafel van de vragen';

/** The reader of both bodies of text, who asks the built product. Ids of sections are those of the questions. */
export class SearchStage {
  private constructor(
    private readonly demonstration: Member,
    private readonly texts: Member,
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  /** Puts the texts at a table of their own, as somebody who writes them there. */
  static async at(url: string): Promise<SearchStage> {
    const demonstration = await Member.signIn(url, WRITER, /^Ontwikkeltafel/);
    const names = new Map<string, string>();
    for (const { documentId } of (await demonstration.table()).documents)
      for (const { sectionId, title } of await sectionsOf(demonstration, documentId))
        names.set(sectionId, demonstrationSections().find((one) => one.title === title)?.id ?? title);
    await addTable(url);
    const texts = await Member.signIn(url, WRITER, new RegExp(TABLE));
    await write(texts, corpusTexts(), names);
    return new SearchStage(demonstration, texts, names);
  }

  /** The sections that are found, by their ids, in order. */
  async ask({ over, ask }: AskedQuestion): Promise<string[]> {
    const reader = over === 'texts' ? this.texts : this.demonstration;
    const { groups } = await reader.send<SearchAnswer>('GET', `/api/search?${new URLSearchParams({ q: ask })}`);
    const hits = groups.find(({ kind }) => kind === 'section')?.hits ?? [];
    return hits.map(({ id }) => this.names.get(id) ?? id);
  }
}

async function sectionsOf(member: Member, documentId: string): Promise<readonly SectionView[]> {
  const { sections } = await member.send<{ sections: readonly SectionView[] }>('GET', `/api/documents/${documentId}`);
  return sections;
}

async function addTable(url: string): Promise<void> {
  const administrator = await Member.signIn(url, 'Robin Scheffer');
  const before = await administrator.send<AdministrationView>('GET', '/api/administration');
  const party = before.organisations.find(({ party: { abbreviation } }) => abbreviation === 'ZD')!;
  const person = before.people.find(({ name }) => name === WRITER)!;
  const made = await administrator.send<AdministrationView>('POST', '/api/administration/tables', {
    regionId: party.regionId,
    kind: 'development',
    name: TABLE,
    purpose: 'Zoeken',
    namesVisible: true,
    reportsTo: null,
  });
  const { tableId } = made.tables.find(({ name }) => name === TABLE)!;
  const seated = await administrator.send<AdministrationView>('POST', `/api/administration/tables/${tableId}/seats`, {
    organisationId: party.party.organisationId,
    role: 'commissioner',
  });
  const { seatId } = seated.seats.find((seat) => seat.tableId === tableId)!;
  await administrator.send('POST', `/api/administration/seats/${seatId}/terms`, {
    personId: person.personId,
    from: null,
    until: null,
    standIn: false,
  });
}

/** Writes each text into a section of its own, sign for sign. */
async function write(member: Member, texts: readonly CorpusText[], names: Map<string, string>): Promise<void> {
  const tableId = member.session?.seat?.tableId ?? '';
  const { documentId } = await member.send<DocumentSummary>('POST', `/api/tables/${tableId}/documents`, {
    title: 'Bundel',
    kind: 'transformationPlan',
    formality: 'informal',
  });
  const client = member.connect({ outbox: new MemoryOutbox() });
  for (const { id, title, text } of texts) {
    const made = await member.send<SectionView>('POST', `/api/documents/${documentId}/sections`, {
      title,
      preset: { kind: 'wholeTable' },
    });
    names.set(made.sectionId, id);
    const section = client.open(made.sectionId, { title, restricted: false });
    await until(section, () => section.state === 'live');
    await section.prepareToWrite();
    const blocks = text
      .split('\n\n')
      .map((line) => ({ type: 'block' as const, kind: 'paragraph' as const, runs: [{ text: line }] }));
    section.doc.transact(() => writeBlocks(section.doc, blocks, () => crypto.randomUUID()), 'keyboard');
    await until(section, () => section.save.kind === 'saved');
  }
  client.destroy();
}
