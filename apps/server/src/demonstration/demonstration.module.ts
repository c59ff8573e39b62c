import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DemonstrationController } from './demonstration.controller';
import { DemonstrationSeed } from './demonstration-seed';
import { DemonstrationService } from './demonstration.service';
import { Installation } from './installation.entity';
import { DemoOutcomes } from './outcomes';

@Module({
  imports: [TypeOrmModule.forFeature([Installation])],
  controllers: [DemonstrationController],
  providers: [DemoOutcomes, DemonstrationSeed, DemonstrationService],
  exports: [DemonstrationSeed],
})
export class DemonstrationModule {}
