import { includes, rightOn, type ActingSeat, type Grant, type SectionAccess } from './rights';

/**
 * May this seat read what a section said during one of its histories (docs/spec.md H1)? Only who may read the section now
 * and could read it then: a newcomer gets the text from his coming on, not what the others struck before it.
 *
 * @param grants as they stood while that history lasted; null for the history that runs now
 */
export function mayReadGeneration(seat: ActingSeat, access: SectionAccess, grants: readonly Grant[] | null): boolean {
  if (!includes(rightOn(seat, access), 'read')) return false;
  return grants === null || includes(rightOn(seat, { ...access, grants }), 'read');
}
