import { includes, rightOn, type ActingSeat, type Grant, type SectionAccess } from './rights';

/** A history of a section that is over: who it let read when it ended, and when that was. */
export interface EndedHistory {
  readonly grants: readonly Grant[];
  readonly endedAt: Date;
}

/**
 * May this seat read what a section said during one of its histories (docs/spec.md H1)? Only who may read the section now
 * and could read it then: a newcomer gets the text from his coming on, not what the others struck before it. A seat that
 * was added later could not read it then, also when its role could (docs/spec.md R15).
 *
 * @param ended null for the history that runs now
 * @param seatedAt when the seat was added to the table; who sits on it does not matter
 */
export function mayReadGeneration(
  seat: ActingSeat,
  access: SectionAccess,
  ended: EndedHistory | null,
  seatedAt: Date,
): boolean {
  if (!includes(rightOn(seat, access), 'read')) return false;
  if (ended === null) return true;
  return seatedAt < ended.endedAt && includes(rightOn(seat, { ...access, grants: ended.grants }), 'read');
}
