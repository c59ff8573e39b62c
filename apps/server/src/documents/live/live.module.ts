import { Global, Module, type DynamicModule } from '@nestjs/common';
import { openPool } from '../../platform/database-pool';
import type { DatabaseAddress } from '../../platform/embedded-postgres';
import { CLOCK, type Clock } from '../../platform/clock';
import { Figures } from '../../platform/operating/figures';
import { LIVE_REVOCATION } from '../../rights/live-revocation';
import { SECTION_CONTENT } from '../section-content';
import { FirstContent } from './first-content';
import { LiveGateway } from './live.gateway';
import { LiveService } from './live.service';
import type { RedisBus } from './redis-bus';
import { SectionFactSource } from './section-facts';

/** The live text of this node. Its own connections: a heavy list must not hold up the commits. */
@Global()
@Module({})
export class LiveModule {
  static with(database: DatabaseAddress, redisUrl?: string): DynamicModule {
    return {
      module: LiveModule,
      providers: [
        SectionFactSource,
        FirstContent,
        {
          provide: LiveService,
          inject: [SectionFactSource, Figures, CLOCK],
          useFactory: async (facts: SectionFactSource, figures: Figures, clock: Clock) => {
            const bus = redisUrl === undefined ? null : await busOn(redisUrl, database.database);
            return new LiveService(openPool(database, 8), facts, figures, clock, bus);
          },
        },
        { provide: LIVE_REVOCATION, useExisting: LiveService },
        { provide: SECTION_CONTENT, useExisting: FirstContent },
        LiveGateway,
      ],
      exports: [LiveService, LIVE_REVOCATION, SECTION_CONTENT],
    };
  }
}

/** The client of Redis is a third of all that a server loads: a server alone does without. */
async function busOn(redisUrl: string, installation: string): Promise<RedisBus> {
  const { RedisBus } = await import('./redis-bus');
  return new RedisBus(redisUrl, installation);
}
