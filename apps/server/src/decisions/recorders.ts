import { Injectable } from '@nestjs/common';
import { Refusal, type Actor } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import type { Recorder } from './sealed-outcome';

/** Who gives a command, as it stands in a record. */
@Injectable()
export class Recorders {
  async of(actor: Actor, manager: EntityManager): Promise<Recorder & { readonly organisationId: string }> {
    if (actor.seat === null) throw new Refusal('no-seat');
    const rows: { name: string; party: string; organisationId: string }[] = await manager.query(
      `SELECT person.name, organisation.name AS party, organisation.id AS "organisationId"
       FROM persons person, seats seat JOIN organisations organisation ON organisation.id = seat.organisation_id
       WHERE person.id = $1 AND seat.id = $2`,
      [actor.personId, actor.seat.seatId],
    );
    if (rows[0] === undefined) throw new Refusal('no-seat');
    return { ...rows[0], role: actor.seat.role };
  }
}
