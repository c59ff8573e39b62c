import type { CollabClient, LiveSection } from '@samenspel/collab/client';
import type { DocumentSummary, SectionRightsView, SectionView } from '@samenspel/domain';
import { Listener } from './listener';
import { Member, until } from './member';
import type { Servers } from './servers';
import { typeWord } from './typing';

/** A section in which a commissioner writes at one server while a contractor reads at another, and loses the right to. */
export class Revocations {
  #typing: NodeJS.Timeout | null = null;

  private constructor(
    readonly owner: Member,
    readonly reader: Member,
    readonly sectionId: string,
    private readonly client: CollabClient,
    private section: LiveSection,
  ) {}

  /** @param at the servers of the owner, of the writer and of the reader */
  static async on(servers: Servers, at: { owner: number; writer: number; reader: number }): Promise<Revocations> {
    const owner = await Member.signIn(servers.url, 'Marloes Terpstra');
    owner.address = servers.addressOf(at.owner);
    const reader = await Member.signIn(servers.url, 'Annemiek Roos');
    reader.address = servers.addressOf(at.reader);
    const document = await owner.send<DocumentSummary>(
      'POST',
      `/api/tables/${owner.session?.seat?.tableId ?? ''}/documents`,
      { title: 'Proef', kind: 'transformationPlan', formality: 'informal' },
    );
    const { sectionId } = await owner.send<SectionView>('POST', `/api/documents/${document.documentId}/sections`, {
      title: 'Afspraken',
      preset: { kind: 'wholeTable' },
    });
    const writer = await Member.signIn(servers.url, 'Marloes Terpstra');
    writer.address = servers.addressOf(at.writer);
    const client = writer.connect({ transports: ['websocket'] });
    const stage = new Revocations(owner, reader, sectionId, client, client.open(sectionId));
    await stage.#ready();
    return stage;
  }

  async #ready(): Promise<void> {
    const { section } = this;
    await until(section, () => section.state === 'live');
    await section.prepareToWrite();
  }

  /** The writer goes on all the time, so that there is always something to hand out. */
  startTyping(): void {
    let n = 0;
    this.#typing ??= setInterval(() => {
      if (this.section.mayType) typeWord(this.section.doc, `woord${(n += 1)}`);
    }, 4);
  }

  stopTyping(): void {
    if (this.#typing !== null) clearInterval(this.#typing);
    this.#typing = null;
  }

  /** Writes these words now, beside all others. */
  write(words: string): void {
    typeWord(this.section.doc, words);
  }

  rights(): Promise<SectionRightsView> {
    return this.owner.send('GET', `/api/sections/${this.sectionId}/rights`);
  }

  /** Withdraws the contractor's right to read. @returns how long the answer took in milliseconds, and when it was there */
  async withdraw(): Promise<{ tookMs: number; at: number; giveBack: () => Promise<void> }> {
    const { accessVersion, grants } = await this.rights();
    const path = `/api/sections/${this.sectionId}/rights`;
    const left = grants.filter(({ grantee }) => !('role' in grantee && grantee.role === 'contractor'));
    const begun = performance.now();
    const after = await this.owner.send<SectionRightsView>('PUT', path, { accessVersion, grants: left });
    const at = performance.now();
    // Other readers, another history: who writes begins anew.
    await this.#reopen();
    const giveBack = async (): Promise<void> => {
      await this.owner.send('PUT', path, { accessVersion: after.accessVersion, grants });
      await this.#reopen();
    };
    return { tookMs: at - begun, at, giveBack };
  }

  async #reopen(): Promise<void> {
    await until(this.section, () => this.section.state === 'closed');
    this.section = this.client.open(this.sectionId);
    await this.#ready();
  }

  /** @param member somebody else than the reader who loses the right to */
  listen(member = this.reader): Promise<Listener> {
    return Listener.of(member, this.sectionId);
  }
}
