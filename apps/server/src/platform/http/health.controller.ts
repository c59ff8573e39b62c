import { Controller, Get } from '@nestjs/common';
import { Guarded } from '../../rights/guarded';

@Controller('health')
export class HealthController {
  @Get()
  @Guarded('public')
  read(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
