import { Global, Module } from '@nestjs/common';
import { AdoptionService } from './adoption.service';
import { DissentService } from './dissent.service';
import { OutcomeDesk } from './outcome-desk';
import { OutcomeLetters } from './outcome-letters';
import { OutcomeReader } from './outcome-reader';
import { OutcomeService } from './outcome.service';
import { OutcomesController } from './outcomes.controller';
import { PreparationReader } from './preparation-reader';
import { PreparationService } from './preparation.service';
import { PreparationViews } from './preparation-views';
import { PreparationsController } from './preparations.controller';
import { PublicationService } from './publication.service';
import { Recorders } from './recorders';
import { RecordingService } from './recording.service';
import { Requests } from './requests';

/** Outcomes, their adoption, the register and the public page. */
@Global()
@Module({
  controllers: [PreparationsController, OutcomesController],
  providers: [
    AdoptionService,
    DissentService,
    OutcomeDesk,
    OutcomeLetters,
    OutcomeReader,
    OutcomeService,
    PreparationReader,
    PreparationService,
    PreparationViews,
    PublicationService,
    Recorders,
    RecordingService,
    Requests,
  ],
  exports: [AdoptionService, OutcomeReader, PreparationReader, RecordingService],
})
export class DecisionsModule {}
