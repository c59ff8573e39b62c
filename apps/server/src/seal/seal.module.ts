import { Global, Module } from '@nestjs/common';
import { SealKeys } from './seal-keys';
import { SEAL_LOG } from './seal-log';
import { SealLogService } from './seal-log.service';
import { SealReaders } from './seal-readers';

/** The sealed log of each table. */
@Global()
@Module({
  providers: [SealKeys, SealReaders, SealLogService, { provide: SEAL_LOG, useExisting: SealLogService }],
  exports: [SEAL_LOG, SealReaders],
})
export class SealModule {}
