import { id, type ActingSeat, type Actor, type PersonId, type SessionId } from '@samenspel/domain';

/** Somebody at this seat, to ask of a seat what it may: the rights look at the seat alone, not at who sits there. */
export function actingAs(seat: ActingSeat): Actor {
  return { personId: id<PersonId>(''), sessionId: id<SessionId>(''), seat, administrator: false };
}
