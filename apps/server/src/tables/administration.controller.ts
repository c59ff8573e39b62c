import { Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  AddOrganisation,
  AddRegion,
  AddTable,
  AddTerm,
  ChangeOrganisation,
  ChangeRegion,
  ChangeTable,
  CloseTable,
  MoveTerm,
  RemoveSeat,
  type Actor,
  type AdministrationView,
  type OrganisationId,
  type RegionId,
  type SeatId,
  type TableId,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { OrganisationService } from './organisation.service';
import { SeatingService } from './seating.service';
import { TableAdministrationService } from './table-administration.service';

/** What the administrator of the installation manages. */
@Controller('administration')
export class AdministrationController {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly tables: TableAdministrationService,
    private readonly seating: SeatingService,
  ) {}

  @Get()
  @Guarded('administration.read')
  read(@CurrentActor() actor: Actor): Promise<AdministrationView> {
    return this.tables.read(actor);
  }

  @Post('regions')
  @Guarded('administration.change')
  addRegion(@CurrentActor() actor: Actor, @ValidBody(AddRegion) body: AddRegion): Promise<AdministrationView> {
    return this.organisations.addRegion(actor, body);
  }

  @Put('regions/:regionId')
  @Guarded('administration.change')
  changeRegion(
    @CurrentActor() actor: Actor,
    @IdParam('regionId') regionId: RegionId,
    @ValidBody(ChangeRegion) body: ChangeRegion,
  ): Promise<AdministrationView> {
    return this.organisations.changeRegion(actor, regionId, body);
  }

  @Post('organisations')
  @Guarded('administration.change')
  addOrganisation(
    @CurrentActor() actor: Actor,
    @ValidBody(AddOrganisation) body: AddOrganisation,
  ): Promise<AdministrationView> {
    return this.organisations.add(actor, body);
  }

  @Put('organisations/:organisationId')
  @Guarded('administration.change')
  changeOrganisation(
    @CurrentActor() actor: Actor,
    @IdParam('organisationId') organisationId: OrganisationId,
    @ValidBody(ChangeOrganisation) body: ChangeOrganisation,
  ): Promise<AdministrationView> {
    return this.organisations.change(actor, organisationId, body);
  }

  @Delete('organisations/:organisationId')
  @HttpCode(204)
  @Guarded('administration.change')
  removeOrganisation(
    @CurrentActor() actor: Actor,
    @IdParam('organisationId') organisationId: OrganisationId,
  ): Promise<void> {
    return this.organisations.remove(actor, organisationId);
  }

  @Post('tables')
  @Guarded('administration.change')
  addTable(@CurrentActor() actor: Actor, @ValidBody(AddTable) body: AddTable): Promise<AdministrationView> {
    return this.tables.add(actor, body);
  }

  @Put('tables/:tableId')
  @Guarded('administration.change')
  changeTable(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidBody(ChangeTable) body: ChangeTable,
  ): Promise<AdministrationView> {
    return this.tables.change(actor, tableId, body);
  }

  @Put('tables/:tableId/closed')
  @Guarded('administration.change')
  closeTable(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidBody(CloseTable) body: CloseTable,
  ): Promise<AdministrationView> {
    return this.tables.close(actor, tableId, body);
  }

  @Delete('seats/:seatId')
  @HttpCode(204)
  @Guarded('administration.change')
  removeSeat(
    @CurrentActor() actor: Actor,
    @IdParam('seatId') seatId: SeatId,
    @ValidBody(RemoveSeat) body: RemoveSeat,
  ): Promise<void> {
    return this.seating.removeSeat(actor, seatId, body);
  }

  @Post('seats/:seatId/terms')
  @Guarded('administration.change')
  addTerm(
    @CurrentActor() actor: Actor,
    @IdParam('seatId') seatId: SeatId,
    @ValidBody(AddTerm) body: AddTerm,
  ): Promise<AdministrationView> {
    return this.seating.addTerm(actor, seatId, body);
  }

  @Put('seats/:seatId/terms')
  @Guarded('administration.change')
  moveTerm(
    @CurrentActor() actor: Actor,
    @IdParam('seatId') seatId: SeatId,
    @ValidBody(MoveTerm) body: MoveTerm,
  ): Promise<AdministrationView> {
    return this.seating.moveTerm(actor, seatId, body);
  }
}
