import type { TableId } from '../platform/ids';
import { ROLES, type Role } from '../tables/roles';
import { includes, isFor, rightOn, type Actor, type SectionAccess } from './rights';

/** Everything that can be asked of the rights, by resource. An action that is not in this list is denied. */
export type Action =
  | 'session.read'
  | 'session.manage'
  | 'session.confirm'
  | 'seat.choose'
  | 'table.list'
  | 'table.read'
  | 'table.plan'
  | 'message.post'
  | 'search.use'
  | 'round.manage'
  | 'round.remark'
  | 'round.answer'
  | 'round.closeWithout'
  | 'outcome.prepare'
  | 'outcome.record'
  | 'outcome.publish'
  | 'outcome.read'
  | 'outcome.dissent'
  | 'adoption.record'
  | 'request.end'
  | 'seal.check'
  | 'document.read'
  | 'document.edit'
  | 'document.add'
  | 'section.add'
  | 'section.read'
  | 'section.comment'
  | 'section.propose'
  | 'section.write'
  | 'section.share'
  | 'section.edit'
  | 'section.history'
  | 'section.restore'
  | 'section.erase'
  | 'administration.read'
  | 'administration.change';

export type Resource =
  | { readonly kind: 'self' }
  | { readonly kind: 'table'; readonly tableId: TableId }
  | { readonly kind: 'section'; readonly access: SectionAccess }
  /** The installation as its administrator manages it: people, organisations, tables and seats, never a table's content. */
  | { readonly kind: 'installation' };

const MAY_ADD_DOCUMENT: readonly Role[] = ['commissioner', 'chair', 'secretary'];
const PREPARES: readonly Role[] = ['chair', 'secretary'];
const VOTES: readonly Role[] = ['commissioner', 'contractor'];
const ADOPTS: readonly Role[] = ['commissioner', 'contractor', 'chair', 'secretary'];
const TAKES_PART: readonly Role[] = [
  'commissioner',
  'contractor',
  'clientRepresentative',
  'partner',
  'chair',
  'secretary',
];
const MAY_ADD_SECTION: readonly Role[] = ['commissioner', 'contractor', 'clientRepresentative', 'chair', 'secretary'];

/**
 * The one place that decides who may do what (docs/spec.md R3). Pure; unknown means deny.
 *
 * @param actor the signed-in person and the seat acted through, as the session says now
 * @param action what is asked
 * @param resource on what; an action asked of a resource of another kind is denied
 */
export function can(actor: Actor, action: Action, resource: Resource): boolean {
  switch (action) {
    case 'session.read':
    case 'session.manage':
    case 'session.confirm':
    case 'seat.choose':
    case 'table.list':
      return resource.kind === 'self';
    case 'table.read':
    case 'document.read':
    case 'search.use':
    case 'seal.check':
      return atTable(actor, resource, ROLES);
    case 'table.plan':
    case 'round.manage':
    case 'outcome.prepare':
    case 'outcome.publish':
      return changesAt(actor, resource, PREPARES);
    case 'message.post':
    case 'request.end':
      return changesAt(actor, resource, TAKES_PART);
    case 'round.remark':
      // A round asks client representatives; who else has something to say says it in the text's comments.
      return changesAt(actor, resource, ['clientRepresentative']);
    case 'round.answer':
      return changesAt(actor, resource, MAY_ADD_DOCUMENT);
    case 'round.closeWithout':
    case 'outcome.record':
      // The chair, and nobody in the chair's place: a record that somebody else could make proves nothing.
      return changesAt(actor, resource, ['chair']);
    case 'adoption.record':
      return changesAt(actor, resource, ADOPTS);
    case 'document.add':
    case 'document.edit':
      return changesAt(actor, resource, MAY_ADD_DOCUMENT);
    case 'section.add':
      return changesAt(actor, resource, MAY_ADD_SECTION);
    case 'section.read':
    case 'section.history':
    case 'outcome.read':
      return holds(actor, resource, 'read');
    case 'outcome.dissent':
      // Who votes may stand apart; who only advises is heard in another way.
      return holds(actor, resource, 'read') && hasRole(actor, VOTES) && !isClosed(actor, resource);
    case 'section.comment':
      return holds(actor, resource, 'comment');
    case 'section.propose':
      return holds(actor, resource, 'propose');
    case 'section.write':
    case 'section.restore':
      return holds(actor, resource, 'write');
    case 'section.edit':
      // Title, place, splitting and merging: who writes it and owns it, or prepares the table's papers.
      return holds(actor, resource, 'write') && (owns(actor, resource) || hasRole(actor, PREPARES));
    case 'section.erase':
      // Whose section it is, when he writes in it: no chair or administrator takes words out of somebody else's text.
      return holds(actor, resource, 'write') && owns(actor, resource) && !isClosed(actor, resource);
    case 'section.share':
      // An owner who may not even read the section cannot change who may: what is absent for a seat is absent in every form.
      return holds(actor, resource, 'read') && owns(actor, resource) && !isClosed(actor, resource);
    case 'administration.read':
    case 'administration.change':
      return resource.kind === 'installation' && actor.administrator && actor.seat === null;
    default:
      return false;
  }
}

function atTable(actor: Actor, resource: Resource, roles: readonly Role[]): boolean {
  return resource.kind === 'table' && sitsAt(actor, resource.tableId) && hasRole(actor, roles);
}

function changesAt(actor: Actor, resource: Resource, roles: readonly Role[]): boolean {
  return atTable(actor, resource, roles) && !isClosed(actor, resource);
}

/** Is it at a table that was closed? There everything is read as before, and nothing is changed (docs/spec.md T6). */
export function isClosed(actor: Actor, resource: Resource): boolean {
  if (resource.kind === 'section') return resource.access.closed === true;
  return resource.kind === 'table' && sitsAt(actor, resource.tableId) && actor.seat?.tableClosed === true;
}

function sitsAt(actor: Actor, tableId: TableId): boolean {
  return actor.seat !== null && actor.seat.tableId === tableId;
}

function hasRole(actor: Actor, roles: readonly Role[]): boolean {
  return actor.seat !== null && roles.includes(actor.seat.role);
}

function holds(actor: Actor, resource: Resource, needed: 'read' | 'comment' | 'propose' | 'write'): boolean {
  return resource.kind === 'section' && actor.seat !== null && includes(rightOn(actor.seat, resource.access), needed);
}

function owns(actor: Actor, resource: Resource): boolean {
  const seat = actor.seat;
  return resource.kind === 'section' && seat !== null && resource.access.owners.some((owner) => isFor(owner, seat));
}
