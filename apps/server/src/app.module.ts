import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DemonstrationModule } from './demonstration/demonstration.module';
import { DocumentsModule } from './documents/documents.module';
import { LiveModule } from './documents/live/live.module';
import { IdentityModule } from './identity/identity.module';
import type { Clock } from './platform/clock';
import { typeOrmOptions } from './platform/database';
import type { DatabaseAddress } from './platform/embedded-postgres';
import type { HttpSettings } from './platform/http/http-settings';
import { HttpModule } from './platform/http/http.module';
import { RightsModule } from './rights/rights.module';
import { TablesModule } from './tables/tables.module';

/** The rooms of the server, together. */
@Module({})
export class AppModule {
  static with(settings: HttpSettings, database: DatabaseAddress, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HttpModule.with(settings, clock),
        TypeOrmModule.forRoot({ ...typeOrmOptions(database), autoLoadEntities: true, retryAttempts: 0 }),
        LiveModule.with(database),
        TablesModule,
        IdentityModule,
        RightsModule,
        DocumentsModule,
        DemonstrationModule,
      ],
    };
  }
}
