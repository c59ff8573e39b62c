import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdministrationController } from './administration.controller';
import { AdministrationReader } from './administration.reader';
import { MeetingLetters } from './meeting-letters';
import { OrganisationService } from './organisation.service';
import { Organisation } from './organisation.entity';
import { PlanController } from './plan.controller';
import { PlanReader } from './plan.reader';
import { PlanService } from './plan.service';
import { Region } from './region.entity';
import { Seat, SeatOccupant } from './seat.entity';
import { SeatReader } from './seat-reader';
import { SeatingService } from './seating.service';
import { TableAdministrationService } from './table-administration.service';
import { TableDesk } from './table-desk';
import { TableDocuments } from './table-documents';
import { Table } from './table.entity';
import { TableService } from './table.service';
import { TablesController } from './tables.controller';
import { TermLetters } from './term-letters';

/** Regions, organisations, tables and their seats. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Region, Organisation, Table, Seat, SeatOccupant])],
  controllers: [TablesController, PlanController, AdministrationController],
  providers: [
    SeatReader,
    TableDocuments,
    TableService,
    PlanReader,
    PlanService,
    MeetingLetters,
    TableDesk,
    TermLetters,
    AdministrationReader,
    OrganisationService,
    TableAdministrationService,
    SeatingService,
  ],
  exports: [SeatReader, PlanService, AdministrationReader, TableDocuments, TermLetters],
})
export class TablesModule {}
