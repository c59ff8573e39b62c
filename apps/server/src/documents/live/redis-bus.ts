import { Logger } from '@nestjs/common';
import { createClient } from '@redis/client';
import type { Bus } from '@samenspel/collab/server';

/** One channel for all servers on one database; its name has the database in it, so that two installations can share a Redis. */
const CHANNEL = 'samenspel:hints:';
/** Hints that wait while Redis is away would be of no use later. */
const CONNECT_MS = 2_000;
const RETRY_MS = 500;

/**
 * Hints between servers over Redis or Valkey (publish and subscribe). What is lost here is found in PostgreSQL a moment later,
 * so Redis may be away, be restarted or lose everything.
 */
export class RedisBus implements Bus {
  readonly #logger = new Logger('redis');
  readonly #publisher;
  readonly #subscriber;
  readonly #channel: string;
  #listener: (hint: Uint8Array) => void = () => undefined;
  #away = false;

  /** @param installation tells the servers of one database from those of another */
  constructor(url: string, installation: string) {
    this.#channel = `${CHANNEL}${installation}`;
    const options = {
      url,
      disableOfflineQueue: true,
      socket: { connectTimeout: CONNECT_MS, reconnectStrategy: () => RETRY_MS },
    };
    this.#publisher = createClient(options);
    this.#subscriber = createClient(options);
    for (const client of [this.#publisher, this.#subscriber]) {
      client.on('error', (error: Error) => this.#lost(error));
      client.on('ready', () => {
        if (this.#away) this.#logger.warn('Redis is back.');
        this.#away = false;
      });
    }
  }

  /** Begins to connect, and goes on trying for ever: a server works without it, with hints that come later. */
  async connect(): Promise<void> {
    await Promise.race([
      Promise.all([this.#publisher.connect(), this.#subscribe()]).catch((error: unknown) => this.#lost(error)),
      new Promise((resolve) => setTimeout(resolve, CONNECT_MS).unref()),
    ]);
  }

  async #subscribe(): Promise<void> {
    await this.#subscriber.connect();
    await this.#subscriber.subscribe(this.#channel, (hint) => this.#listener(new Uint8Array(hint)), true);
  }

  publish(hint: Uint8Array): void {
    if (!this.#publisher.isReady) return;
    this.#publisher
      .publish(this.#channel, Buffer.from(hint.buffer, hint.byteOffset, hint.byteLength))
      .catch((error: unknown) => this.#lost(error));
  }

  listen(listener: (hint: Uint8Array) => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.#publisher.destroy();
    this.#subscriber.destroy();
  }

  /** Said once each time: while it is away this would fill the log. */
  #lost(error: unknown): void {
    if (this.#away) return;
    this.#away = true;
    this.#logger.warn(
      `Redis is away (${error instanceof Error ? error.name : 'unknown'}): servers hear of each other by asking the database.`,
    );
  }
}
