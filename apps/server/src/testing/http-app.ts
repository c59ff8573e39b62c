import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { ROOMS } from '../app/app.module';
import { SECTION_CONTENT, type FirstText, type SectionContentWriter } from '../documents/section-content';
import { MIGRATIONS } from '../platform/database';
import { configureHttp } from '../platform/http/configure-http';
import type { SmtpSettings } from '../platform/http/http-settings';
import { HttpModule } from '../platform/http/http.module';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { TestClock } from './clock';
import { createTestDatabase, type TestDatabase } from './database';

export const ORIGIN = 'https://samenspel.test';

/** Keeps what it was told, in order, so that a test can say when the live side heard of a command. */
export class RecordingLive implements LiveRevocation {
  readonly heard: string[] = [];
  /** Set to hold back the answers of commands, or to fail. */
  delay: () => Promise<void> = () => Promise.resolve();

  sessionEnded = (ids: readonly string[]): Promise<void> => this.#hear(`ended ${[...ids].sort().join(',')}`);
  seatChanged = (sessionId: string): Promise<void> => this.#hear(`seat ${sessionId}`);
  sectionRightsChanged = (sectionId: string): Promise<void> => this.#hear(`rights ${sectionId}`);
  sectionAppended = (sectionId: string): Promise<void> => this.#hear(`appended ${sectionId}`);
  sectionRestarted = (sectionId: string): Promise<void> => this.#hear(`restarted ${sectionId}`);
  sectionsRestarted = async (sectionIds: readonly string[]): Promise<void> => {
    await Promise.all(sectionIds.map((sectionId) => this.sectionRestarted(sectionId)));
  };
  everybodyKnows = (): Promise<void> => Promise.resolve();
  commentsChanged = (sectionId: string): void => void this.heard.push(`comments ${sectionId}`);
  outcomesChanged = (tableId: string): void => void this.heard.push(`outcomes ${tableId}`);
  documentChanged = (documentId: string): void => void this.heard.push(`document ${documentId}`);
  tableChanged = (tableId: string): void => void this.heard.push(`table ${tableId}`);

  #hear(what: string): Promise<void> {
    this.heard.push(what);
    return this.delay();
  }
}

/** Keeps first content in memory; the real writer is the live side's. */
export class MemoryContent implements SectionContentWriter {
  readonly written = new Map<SectionId, FirstText>();
  failAt: number | null = null;

  write(_manager: unknown, sectionId: SectionId, blocks: FirstText): Promise<void> {
    if (this.failAt !== null && this.failAt-- === 0) return Promise.reject(new Error('planted'));
    this.written.set(sectionId, blocks);
    return Promise.resolve();
  }
}

export interface HttpApp {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly database: TestDatabase;
  /** Connected as the owner, to set up facts and to look behind the interface. */
  readonly owner: DataSource;
  readonly clock: TestClock;
  readonly live: RecordingLive;
  readonly content: MemoryContent;
  close(): Promise<void>;
}

/** Real: HTTP, guards, services, PostgreSQL. Made up: the clock, the live connections, the writer of first content. */
export async function startHttpApp(
  options: {
    demonstration?: boolean;
    logRequests?: boolean;
    modules?: Type[];
    smtp?: SmtpSettings;
    proxies?: number;
  } = {},
): Promise<HttpApp> {
  const database = await createTestDatabase();
  const owner = await migrated(database);
  const clock = new TestClock();
  const live = new RecordingLive();
  const content = new MemoryContent();
  const settings = {
    allowedOrigins: [ORIGIN],
    demonstration: options.demonstration ?? true,
    logRequests: options.logRequests ?? false,
    sealKeyFile: null,
    ...(options.smtp === undefined ? {} : { smtp: options.smtp }),
  };
  const { user: username, ...address } = database.app;
  const app = await NestFactory.create<NestExpressApplication>(
    {
      module: class TestAppModule {},
      imports: [
        HttpModule.with(settings, clock),
        TypeOrmModule.forRoot({ type: 'postgres', ...address, username, autoLoadEntities: true, retryAttempts: 0 }),
        MadeUpModule.with(live, content),
        ...ROOMS,
        ...(options.modules ?? []),
      ],
    },
    { bodyParser: false, logger: false },
  );
  configureHttp(app, options.proxies);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    app,
    url: `http://127.0.0.1:${port}`,
    database,
    owner,
    clock,
    live,
    content,
    async close() {
      await app.close();
      await owner.destroy();
      await database.drop();
    },
  };
}

async function migrated(database: TestDatabase): Promise<DataSource> {
  const { user: username, ...address } = database.owner;
  return new DataSource({
    type: 'postgres',
    ...address,
    username,
    migrations: MIGRATIONS,
    migrationsRun: true,
  }).initialize();
}

@Global()
@Module({})
class MadeUpModule {
  static with(live: LiveRevocation, content: SectionContentWriter): DynamicModule {
    return {
      module: MadeUpModule,
      providers: [
        { provide: LIVE_REVOCATION, useValue: live },
        { provide: SECTION_CONTENT, useValue: content },
      ],
      exports: [LIVE_REVOCATION, SECTION_CONTENT],
    };
  }
}
