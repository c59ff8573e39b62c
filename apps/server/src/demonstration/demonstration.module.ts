import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DemonstrationController } from './demonstration.controller';
import { DemonstrationService } from './demonstration.service';
import { Installation } from './installation.entity';

@Module({
  imports: [TypeOrmModule.forFeature([Installation])],
  controllers: [DemonstrationController],
  providers: [DemonstrationService],
})
export class DemonstrationModule {}
