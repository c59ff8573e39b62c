import { overlaps, Refusal, standApart, type Role, type Term } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

/**
 * Lets nobody sit at one table for two parties that keep things from each other, not as a stand-in either (docs/spec.md
 * T18). Holds the person: of two who put the same person on two seats at once, one sees the other.
 *
 * @throws Refusal `stands-apart`
 */
export async function requireApart(
  manager: EntityManager,
  seatId: string,
  personId: string,
  term: Term,
): Promise<void> {
  await manager.query('SELECT 1 FROM persons WHERE id = $1 FOR NO KEY UPDATE', [personId]);
  const [seat]: SeatRow[] = await manager.query(
    'SELECT organisation_id AS "organisationId", role FROM seats WHERE id = $1',
    [seatId],
  );
  const others: (SeatRow & Term)[] = await manager.query(
    `SELECT other.organisation_id AS "organisationId", other.role, occupant.from_at AS "from", occupant.until_at AS until
     FROM seats seat
     JOIN seats other ON other.table_id = seat.table_id AND other.id <> seat.id
     JOIN seat_occupants occupant ON occupant.seat_id = other.id AND occupant.person_id = $2
     WHERE seat.id = $1`,
    [seatId, personId],
  );
  if (seat !== undefined && others.some((other) => overlaps(term, other) && standApart(seat, other)))
    throw new Refusal('stands-apart');
}

interface SeatRow {
  readonly organisationId: string;
  readonly role: Role;
}
