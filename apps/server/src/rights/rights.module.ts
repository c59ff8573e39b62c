import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RightsLogEntry } from './rights-log-entry.entity';
import { SectionAccessService } from './section-access.service';
import { SectionHead } from './section-head.entity';

/** Who acts, and what they may do. Changing it is of the rooms whose things it is about. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SectionHead, RightsLogEntry])],
  providers: [SectionAccessService],
  exports: [SectionAccessService],
})
export class RightsModule {}
