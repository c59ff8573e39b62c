import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Organisation } from './organisation.entity';
import { Region } from './region.entity';
import { Seat, SeatOccupant } from './seat.entity';
import { SeatReader } from './seat-reader';
import { Table } from './table.entity';
import { TableService } from './table.service';
import { TablesController } from './tables.controller';

/** Regions, organisations, tables and their seats. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Region, Organisation, Table, Seat, SeatOccupant])],
  controllers: [TablesController],
  providers: [SeatReader, TableService],
  exports: [SeatReader],
})
export class TablesModule {}
