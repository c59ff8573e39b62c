import { Refusal, type SeatId } from '@samenspel/domain';
import type { DataSource } from 'typeorm';
import type { LiveRevocation } from '../rights/live-revocation';

/**
 * To be awaited before a person is placed on a seat. The seat reads from its own start, and whoever added it may still be
 * telling the servers that its sections began a new history, or have ended before that: until each of them knows, one could
 * hand the first person on the seat what was struck before (docs/spec.md T21). Who is not the first comes after that.
 *
 * @throws Refusal `not-found`
 */
export async function beforePlacing(dataSource: DataSource, live: LiveRevocation, seatId: SeatId): Promise<void> {
  const [seat]: { used: boolean }[] = await dataSource.query(
    'SELECT EXISTS (SELECT 1 FROM seat_occupants WHERE seat_id = seats.id) AS used FROM seats WHERE id = $1',
    [seatId],
  );
  if (seat === undefined) throw new Refusal('not-found');
  if (!seat.used) await live.everybodyKnows();
}
