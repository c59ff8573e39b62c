import { can, isClosed, Refusal, type Action, type Actor, type Resource } from '@samenspel/domain';

/**
 * Lets the actor pass or throws. Who may not even see the resource gets `not-found`, the same as for what does not exist;
 * `forbidden` is for what can be seen and may not be done, `closed` when that is so because the table was closed.
 *
 * @param resource null when the resource asked for does not exist
 * @throws Refusal
 */
export function authorize(actor: Actor, action: Action, resource: Resource | null): asserts resource is Resource {
  if (resource === null || !maySee(actor, resource)) throw new Refusal('not-found');
  if (!can(actor, action, resource)) throw new Refusal(isClosed(actor, resource) ? 'closed' : 'forbidden');
}

function maySee(actor: Actor, resource: Resource): boolean {
  switch (resource.kind) {
    case 'self':
      return true;
    case 'installation':
      return can(actor, 'administration.read', resource);
    case 'table':
      return can(actor, 'table.read', resource);
    case 'section':
      return can(actor, 'section.read', resource);
  }
}
