import { Client, Pool, type ClientConfig } from 'pg';
import { VALUE_TYPES } from './bytea-arrays';
import type { DatabaseAddress } from './embedded-postgres';

/** How long the application waits for its database, in milliseconds. */
export interface DatabaseLimits {
  /** For a connection, a free one or a new one. */
  readonly connectMs: number;
  /** PostgreSQL gives a statement up after this time; its connection stays good. */
  readonly statementMs: number;
  /**
   * When no answer came by then, the database or the line to it stands still, and the connection is ended. A little more than
   * what PostgreSQL itself takes to give up.
   */
  readonly silentMs: number;
}

/** A database that takes two seconds for everything is still one that saves; one that says nothing for five is away. */
export const LIMITS: DatabaseLimits = { connectMs: 2_000, statementMs: 4_000, silentMs: 5_000 };

/** A transaction in which nothing happens holds its locks until then, when its server is gone without a word, in milliseconds. */
const IDLE_TRANSACTION_MS = 60_000;

/**
 * Clients that end themselves when a query gets no answer. pg's own `query_timeout` only forgets the query: the connection would
 * go back to its pool in the middle of a transaction, and whoever got it next would commit what somebody else's failed command
 * had begun.
 */
function clientThatWaits(silentMs: number): new (config?: ClientConfig) => Client {
  return class extends Client {
    #silence: NodeJS.Timeout | null = null;

    constructor(config?: ClientConfig) {
      super(config);
      const ask = this.query.bind(this) as (...given: readonly unknown[]) => unknown;
      this.query = ((...given: readonly unknown[]) => {
        this.#silence ??= setTimeout(() => this.#giveUp(), silentMs);
        return ask(...given);
      }) as typeof this.query;
      // Nothing is left to wait for: every query that was asked has its answer.
      this.on('drain', () => this.#heard());
      this.on('end', () => this.#heard());
      // One that breaks between two queries of a transaction tells it here first; unheard, that would end the process.
      this.on('error', () => this.#heard());
    }

    #heard(): void {
      if (this.#silence !== null) clearTimeout(this.#silence);
      this.#silence = null;
    }

    #giveUp(): void {
      const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
      connection.stream.destroy();
    }
  };
}

/** What every pool of the application is opened with, also the one that TypeORM makes for itself. */
export function poolOptions({ connectMs, statementMs, silentMs }: DatabaseLimits = LIMITS) {
  return {
    Client: clientThatWaits(silentMs),
    types: VALUE_TYPES,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
  };
}

/** Connections of their own, for work that must not wait behind other work. */
export function openPool(address: DatabaseAddress, max: number, limits: DatabaseLimits = LIMITS): Pool {
  const pool = new Pool({ ...address, max, ...poolOptions(limits) });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
