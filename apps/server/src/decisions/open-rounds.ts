import { Injectable } from '@nestjs/common';
import type { SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

/** Asks the room of comments whether client representatives still wait for an answer about these sections. */
@Injectable()
export class OpenRounds {
  anyOf(_sectionIds: readonly SectionId[], _manager: EntityManager): Promise<boolean> {
    return Promise.resolve(false);
  }
}
