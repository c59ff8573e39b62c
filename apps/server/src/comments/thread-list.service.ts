import { Injectable } from '@nestjs/common';
import {
  can,
  id,
  Refusal,
  type Actor,
  type DocumentId,
  type DocumentThreads,
  type SectionId,
  type SectionThreads,
} from '@samenspel/domain';
import { SectionAccessService } from '../rights/section-access.service';
import { Chapters } from './chapters';
import { CommentTargets } from './comment-targets';
import { OpenRounds } from './open-rounds';
import { ThreadReader } from './thread-reader';

/** The threads that an actor may read. */
@Injectable()
export class ThreadList {
  constructor(
    private readonly access: SectionAccessService,
    private readonly chapters: Chapters,
    private readonly targets: CommentTargets,
    private readonly threads: ThreadReader,
    private readonly rounds: OpenRounds,
  ) {}

  /** The threads of a section. */
  async ofSection(actor: Actor, sectionId: SectionId): Promise<SectionThreads> {
    await this.access.require(actor, 'section.read', sectionId);
    const [threads] = await this.#sections(actor, [sectionId]);
    if (threads === undefined) throw new Refusal('not-found');
    return threads;
  }

  /** The threads of all sections of a document that the actor may read. */
  async ofDocument(actor: Actor, documentId: DocumentId): Promise<DocumentThreads> {
    await this.targets.requireDocument(actor, documentId);
    const sections = [...(await this.access.ofDocument(documentId)).keys()];
    return { sections: await this.#sections(actor, sections) };
  }

  async #sections(actor: Actor, sectionIds: readonly SectionId[]): Promise<SectionThreads[]> {
    const chapters = [...(await this.chapters.load(sectionIds)).values()].filter((section) =>
      section.mayRead(actor.seat, section.access.generation),
    );
    const [first] = chapters;
    if (first === undefined) return [];
    const faces = await this.threads.faces(actor, first.access.tableId);
    const threads = await this.threads.read(actor, chapters, faces);
    const rounds = await this.rounds.forComposer(
      actor,
      chapters.map(({ sectionId }) => sectionId),
    );
    return chapters.map(({ sectionId, access }) => ({
      sectionId,
      mayComment: can(actor, 'section.comment', { kind: 'section', access }),
      round: rounds.get(sectionId) ?? null,
      threads: threads.get(id<SectionId>(sectionId)) ?? [],
    }));
  }
}
