import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessReviewController } from './access-review.controller';
import { AccessReviewService } from './access-review.service';
import { NewSeatsController } from './new-seats.controller';
import { NewSeatsService } from './new-seats.service';
import { RightsLogEntry } from './rights-log-entry.entity';
import { SectionAccessService } from './section-access.service';
import { SectionHead } from './section-head.entity';
import { SectionRightsController } from './section-rights.controller';
import { SectionRightsService } from './section-rights.service';
import { SeatNews } from './seat-news';
import { TableSections } from './table-sections';

/** Who may do what with a section. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SectionHead, RightsLogEntry])],
  controllers: [SectionRightsController, AccessReviewController, NewSeatsController],
  providers: [
    SectionAccessService,
    SectionRightsService,
    AccessReviewService,
    NewSeatsService,
    SeatNews,
    TableSections,
  ],
  exports: [SectionAccessService],
})
export class RightsModule {}
