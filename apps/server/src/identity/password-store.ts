import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** The hashes of passwords. Not a column of the entity: nothing that reads a person comes across it. */
@Injectable()
export class PasswordStore {
  constructor(private readonly dataSource: DataSource) {}

  /** What is stored for a person; null for who has no password. */
  async stored(personId: string): Promise<string | null> {
    const rows: { hash: string | null }[] = await this.dataSource.query(
      'SELECT password_hash AS hash FROM persons WHERE id = $1',
      [personId],
    );
    return rows[0]?.hash ?? null;
  }

  /** Who has this address, and with which password; the same one query for who does not exist. */
  async byAddress(email: string): Promise<{ personId: string; hash: string | null } | null> {
    const rows: { personId: string; hash: string | null }[] = await this.dataSource.query(
      'SELECT id AS "personId", password_hash AS hash FROM persons WHERE lower(email) = lower($1)',
      [email],
    );
    return rows[0] ?? null;
  }

  /** Replaces a hash by one of the same password; not when the password was changed meanwhile. */
  async renew(personId: string, old: string, hash: string): Promise<void> {
    await this.dataSource.query('UPDATE persons SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [
      personId,
      old,
      hash,
    ]);
  }

  async set(manager: EntityManager, personId: string, hash: string): Promise<void> {
    await manager.query('UPDATE persons SET password_hash = $2 WHERE id = $1', [personId, hash]);
  }
}
