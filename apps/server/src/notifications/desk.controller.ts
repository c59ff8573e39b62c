import { Controller, Get } from '@nestjs/common';
import type { Actor, DeskView } from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { Guarded } from '../rights/guarded';
import { DeskService } from './desk.service';

@Controller('desk')
export class DeskController {
  constructor(private readonly desk: DeskService) {}

  @Get()
  @Guarded('table.list')
  read(@CurrentActor() actor: Actor): Promise<DeskView> {
    return this.desk.read(actor);
  }
}
