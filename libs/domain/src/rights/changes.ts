import type { Audience } from './presets';
import { includes, isFor, rightOn, type ActingSeat, type Grant, type Grantee, type Right } from './rights';

/** One line of the log of rights: what a grantee held before and holds after. */
export interface RightsChange {
  readonly grantee: Grantee;
  readonly from: Right;
  readonly to: Right;
}

const keyOf = (grantee: Grantee): string =>
  grantee.kind === 'role' ? `role:${grantee.role}` : `seat:${grantee.seatId}`;

/** Does a list of grants name somebody twice? What then holds would depend on the order: refused. */
export function namesTwice(grants: readonly Grant[]): boolean {
  return new Set(grants.map(({ grantee }) => keyOf(grantee))).size !== grants.length;
}

/**
 * What changes when `after` replaces `before`. A grant of `none` to a seat differs from no grant at all (it takes away
 * what the role gives), so it is listed when it comes or goes, from and to `none` alike.
 */
export function changesBetween(before: readonly Grant[], after: readonly Grant[]): RightsChange[] {
  const old = new Map(before.map((grant) => [keyOf(grant.grantee), grant]));
  const changes: RightsChange[] = [];
  for (const grant of after) {
    const was = old.get(keyOf(grant.grantee));
    old.delete(keyOf(grant.grantee));
    if (was?.right !== grant.right)
      changes.push({ grantee: grant.grantee, from: was?.right ?? 'none', to: grant.right });
  }
  for (const gone of old.values()) changes.push({ grantee: gone.grantee, from: gone.right, to: 'none' });
  return changes;
}

/**
 * May this seat make a section with this audience (docs/spec.md R7)? Only what it will write itself, or own and read:
 * nobody puts a text into a circle to which he does not belong.
 */
export function mayMake(seat: ActingSeat, audience: Audience): boolean {
  const right = rightOn(seat, { tableId: seat.tableId, grants: audience.grants, owners: audience.owners });
  const owns = audience.owners.some((owner) => isFor(owner, seat));
  return includes(right, 'write') || (owns && includes(right, 'read'));
}

/**
 * Are two audiences exactly equal: the same right for everybody, and the same owners? Only then may the text of one section
 * become part of another. A grant of `none` to a role says nothing; one to a seat takes away what its role gives.
 */
export function sameAudience(one: AudienceLike, other: AudienceLike): boolean {
  return listed(one) === listed(other);
}

type AudienceLike = Pick<Audience, 'grants' | 'owners'>;

function listed({ grants, owners }: AudienceLike): string {
  const says = grants.filter(({ grantee, right }) => grantee.kind === 'seat' || right !== 'none');
  const rights = says.map(({ grantee, right }) => `${keyOf(grantee)}=${right}`).sort();
  return [...rights, ...owners.map((owner) => `owner ${keyOf(owner)}`).sort()].join('\n');
}
