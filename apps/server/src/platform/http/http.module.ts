import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CLOCK, systemClock, type Clock } from '../clock';
import { Figures } from '../operating/figures';
import { Readiness } from '../operating/readiness';
import { HTTP_SETTINGS, type HttpSettings } from './http-settings';
import { OriginGuard } from './origin.guard';
import { ProblemFilter } from './problem.filter';

/** What holds for every route: the Origin check, the form of errors, the settings and the clock. */
@Global()
@Module({})
export class HttpModule {
  static with(settings: HttpSettings, clock: Clock = systemClock): DynamicModule {
    return {
      module: HttpModule,
      providers: [
        Figures,
        Readiness,
        { provide: HTTP_SETTINGS, useValue: settings },
        { provide: CLOCK, useValue: clock },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: OriginGuard },
      ],
      exports: [HTTP_SETTINGS, CLOCK, Figures, Readiness],
    };
  }
}
