import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommentsModule } from '../comments/comments.module';
import { DecisionsModule } from '../decisions/decisions.module';
import { DemonstrationModule } from '../demonstration/demonstration.module';
import { DocumentsModule } from '../documents/documents.module';
import { LiveModule } from '../documents/live/live.module';
import { HistoryModule } from '../history/history.module';
import { IdentityModule } from '../identity/identity.module';
import { NotificationsModule } from '../notifications/notifications.module';
import type { Clock } from '../platform/clock';
import { HealthModule } from './health.module';
import { AfterRestore } from './after-restore';
import { typeOrmOptions } from '../platform/database';
import { poolOptions } from '../platform/database-pool';
import type { DatabaseAddress } from '../platform/embedded-postgres';
import type { HttpSettings } from '../platform/http/http-settings';
import { HttpModule } from '../platform/http/http.module';
import { RightsModule } from '../rights/rights.module';
import { SealModule } from '../seal/seal.module';
import { SearchModule } from '../search/search.module';
import { TablesModule } from '../tables/tables.module';

/** The rooms that need nothing but the database and what the platform gives them. */
export const ROOMS = [
  TablesModule,
  IdentityModule,
  RightsModule,
  NotificationsModule,
  DocumentsModule,
  HistoryModule,
  CommentsModule,
  SealModule,
  DecisionsModule,
  SearchModule,
  DemonstrationModule,
  HealthModule,
];

/** The rooms of the server, together. */
@Module({})
export class AppModule {
  /** @param redisUrl where servers on one database tell each other that something changed; absent: this is the only one */
  static with(settings: HttpSettings, database: DatabaseAddress, clock?: Clock, redisUrl?: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HttpModule.with(settings, clock),
        TypeOrmModule.forRoot({
          ...typeOrmOptions(database),
          extra: poolOptions(),
          autoLoadEntities: true,
          retryAttempts: 0,
        }),
        LiveModule.with(database, redisUrl),
        ...ROOMS,
      ],
      providers: [AfterRestore],
    };
  }
}
