import { Injectable } from '@nestjs/common';
import type { FactSource, SectionFacts } from '@samenspel/collab/server';
import { id, type SectionId } from '@samenspel/domain';
import { SectionAccessService } from '../../rights/section-access.service';

/**
 * What the engine must know of sections before it shows or takes anything. One statement whatever stands under the ids: with a
 * second one for what exists, how long a refusal takes would say that something does (docs/spec.md R16).
 */
@Injectable()
export class SectionFactSource implements FactSource {
  constructor(private readonly access: SectionAccessService) {}

  async load(sectionIds: readonly string[]): Promise<Map<string, SectionFacts>> {
    const loaded = await this.access.load(sectionIds.map((sectionId) => id<SectionId>(sectionId)));
    return new Map(
      [...loaded].map(([sectionId, access]) => [
        sectionId,
        {
          sectionId,
          access,
          accessVersion: access.accessVersion,
          generation: access.generation,
          namesVisible: access.namesVisible,
        },
      ]),
    );
  }
}
