import type { TableId } from '../platform/ids';
import type { Role } from '../tables/roles';
import { includes, isFor, rightOn, type Actor, type SectionAccess } from './rights';

/** Everything that can be asked of the rights, by resource. An action that is not in this list is denied. */
export type Action =
  | 'session.read'
  | 'session.manage'
  | 'seat.choose'
  | 'table.list'
  | 'table.read'
  | 'document.read'
  | 'document.add'
  | 'section.add'
  | 'section.read'
  | 'section.comment'
  | 'section.propose'
  | 'section.write'
  | 'section.share';

export type Resource =
  | { readonly kind: 'self' }
  | { readonly kind: 'table'; readonly tableId: TableId }
  | { readonly kind: 'section'; readonly access: SectionAccess };

const MAY_ADD_DOCUMENT: readonly Role[] = ['commissioner', 'chair', 'secretary'];
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
    case 'seat.choose':
    case 'table.list':
      return resource.kind === 'self';
    case 'table.read':
    case 'document.read':
      return resource.kind === 'table' && sitsAt(actor, resource.tableId);
    case 'document.add':
      return resource.kind === 'table' && sitsAt(actor, resource.tableId) && hasRole(actor, MAY_ADD_DOCUMENT);
    case 'section.add':
      return resource.kind === 'table' && sitsAt(actor, resource.tableId) && hasRole(actor, MAY_ADD_SECTION);
    case 'section.read':
      return holds(actor, resource, 'read');
    case 'section.comment':
      return holds(actor, resource, 'comment');
    case 'section.propose':
      return holds(actor, resource, 'propose');
    case 'section.write':
      return holds(actor, resource, 'write');
    case 'section.share':
      // An owner who may not even read the section can not change who may: what is absent for a seat is absent in every form.
      return holds(actor, resource, 'read') && owns(actor, resource);
    default:
      return false;
  }
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
