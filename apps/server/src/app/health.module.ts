import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

/** What who runs the server asks it. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
