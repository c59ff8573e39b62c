import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  createCollabClient,
  socketTransport,
  type CollabClient,
  type LiveSection,
  type Outbox,
} from '@samenspel/collab/client';
import { DataSource } from 'typeorm';
import { AppModule } from '../app/app.module';
import { LiveService } from '../documents/live/live.service';
import { migrate, typeOrmOptions } from '../platform/database';
import { configureHttp } from '../platform/http/configure-http';
import type { HttpSettings } from '../platform/http/http-settings';
import { SocketAdapter } from '../documents/live/socket-adapter';
import type { Browser } from './browser';
import { TestClock } from './clock';
import { createTestDatabase, type TestDatabase } from './database';
import { ORIGIN } from './http-app';

export interface LiveApp {
  readonly url: string;
  readonly owner: DataSource;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly live: LiveService;
  /** A provider of the running application. */
  get<T>(token: Type<T> | symbol): T;
  /** A client on a real socket, signed in as the browser is; with `owner` it says for which person and seat it writes. */
  connect(
    browser: Browser,
    options?: { transports?: ('websocket' | 'polling')[]; outbox?: Outbox; url?: string; owner?: string },
  ): CollabClient & { connect(): void };
  close(): Promise<void>;
}

/** Real: everything but the clock. HTTP, sockets, engine, PostgreSQL. */
export async function startLiveApp(over: Partial<HttpSettings> = {}): Promise<LiveApp> {
  const database = await createTestDatabase();
  await migrate(database.owner);
  const owner = await new DataSource(typeOrmOptions(database.owner)).initialize();
  const clock = new TestClock();
  const settings = { allowedOrigins: [ORIGIN], demonstration: true, logRequests: false, sealKeyFile: null, ...over };
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, database.app, clock), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  configureHttp(app);
  app.useWebSocketAdapter(new SocketAdapter(app, [ORIGIN]));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const clients: CollabClient[] = [];
  return {
    url,
    owner,
    clock,
    database,
    live: app.get(LiveService),
    get: <T>(token: Type<T> | symbol): T => app.get<T>(token),
    connect(browser, { transports, outbox, url: through = url, owner: person } = {}) {
      const client = createCollabClient({
        transport: socketTransport({
          url: through,
          ...(transports === undefined ? {} : { transports }),
          extraHeaders: { origin: ORIGIN, cookie: browser.cookie ?? '' },
          ...(person === undefined ? {} : { owner: person }),
        }),
        owner: person ?? 'test',
        outbox: outbox ?? null,
        locks: { take: () => Promise.resolve(true) },
        clock: {
          now: () => new Date(),
          after: (ms, callback) => {
            const timer = setTimeout(callback, ms);
            return () => clearTimeout(timer);
          },
          soon: queueMicrotask,
        },
        log: {
          warn: (event, cause) => {
            throw new Error(event, { cause });
          },
        },
        newId: () => crypto.randomUUID(),
      });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.destroy();
      await app.close();
      await owner.destroy();
      await database.drop();
    },
  };
}

/** Resolves when the section is as wanted; fails with what it is after ten seconds. */
export function until(section: LiveSection, wanted: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => stop(() => reject(new Error(`still ${section.state}, ${section.right}, ${section.save.kind}`))),
      10_000,
    );
    const offs = [section.on('changed', look), section.on('peers', look)];
    section.doc.on('update', look);
    function stop(end: () => void): void {
      clearTimeout(timer);
      for (const off of offs) off();
      section.doc.off('update', look);
      end();
    }
    function look(): void {
      if (wanted()) stop(resolve);
    }
    look();
  });
}
