import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { id, Refusal, type LeaseId, type SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import * as Y from 'yjs';
import type { Maker } from '../new-section';
import { docOf, SectionTexts } from './section-texts';

/** Where in the log a command believes the text to be. */
export interface TextPlace {
  readonly generation: number;
  readonly seq: number;
}

/** An edit that the server made for somebody, as it stands in the log. */
export interface ServerEdit extends TextPlace {
  readonly leaseId: LeaseId;
  readonly clientId: number;
}

/**
 * Edits that a command makes in a text (restoring a version, splitting, merging), under a client id of their own that is
 * leased to who gave the command. They go into the log like every other row.
 */
@Injectable()
export class ServerEdits {
  constructor(private readonly texts: SectionTexts) {}

  /**
   * Changes the text in the caller's transaction. After the commit the caller awaits `live.sectionAppended(sectionId)`.
   *
   * @param expected refuses with `text-changed` when the text is elsewhere by now; null takes it as it stands
   * @param change edits the throw-away document; what it leaves is stored as one row
   * @param at when it was made, for what is brought in with its past; null: now
   * @returns null when the change changes nothing
   * @throws Refusal `text-changed`, `not-found`
   */
  async append(
    manager: EntityManager,
    sectionId: SectionId,
    by: Maker,
    expected: TextPlace | null,
    change: (doc: Y.Doc) => void,
    at: Date | null = null,
  ): Promise<ServerEdit | null> {
    // Nobody's frame gets in between: commits wait for this lock, and find the next number after it.
    await manager.query('SELECT 1 FROM section_heads WHERE section_id = $1 FOR NO KEY UPDATE', [sectionId]);
    const state = (await this.texts.states([sectionId], manager)).get(sectionId);
    if (state === undefined) throw new Refusal('not-found');
    if (expected !== null && (state.generation !== expected.generation || state.seq !== expected.seq))
      throw new Refusal('text-changed');
    const doc = docOf(state);
    try {
      doc.clientID = unusedClient(doc);
      const updates: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => updates.push(update));
      doc.transact(() => change(doc), 'server-edit');
      if (updates.length === 0) return null;
      const bytes = Buffer.from(Y.mergeUpdates(updates));
      return await this.#store(manager, sectionId, by, state, doc.clientID, bytes, at);
    } finally {
      doc.destroy();
    }
  }

  async #store(
    manager: EntityManager,
    sectionId: SectionId,
    by: Maker,
    { generation, seq }: TextPlace,
    clientId: number,
    bytes: Buffer,
    at: Date | null,
  ): Promise<ServerEdit> {
    const leaseId = id<LeaseId>(randomUUID());
    await manager.query(
      `INSERT INTO section_leases (id, section_id, generation, client_id, person_id, seat_id)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [leaseId, sectionId, generation, clientId, by.personId, by.personId === null ? null : by.seatId],
    );
    await manager.query(
      `INSERT INTO section_updates (section_id, generation, seq, lease_id, frame, bytes, committed_at)
       VALUES ($1, $2, $3, $4, 1, $5, coalesce($6, clock_timestamp()))`,
      [sectionId, generation, seq + 1, leaseId, bytes, at],
    );
    await manager.query('UPDATE section_heads SET head_seq = $2 WHERE section_id = $1', [sectionId, seq + 1]);
    return { generation, seq: seq + 1, leaseId, clientId };
  }
}

/** Of 2^32 numbers one that stands nowhere in the text; that it was leased to somebody who never wrote fails on the lease. */
function unusedClient(doc: Y.Doc): number {
  for (;;) {
    const clientId = randomBytes(4).readUInt32BE();
    if (clientId !== 0 && !doc.store.clients.has(clientId)) return clientId;
  }
}
