import { Global, Module } from '@nestjs/common';
import { SealBundles } from './seal-bundles';
import { SealErasure } from './seal-erasure';
import { SealKeys } from './seal-keys';
import { SEAL_LOG } from './seal-log';
import { SealLogService } from './seal-log.service';
import { SealReaders } from './seal-readers';
import { SealController } from './seal.controller';

/** The sealed log of each table. */
@Global()
@Module({
  controllers: [SealController],
  providers: [
    SealKeys,
    SealReaders,
    SealLogService,
    SealBundles,
    SealErasure,
    { provide: SEAL_LOG, useExisting: SealLogService },
  ],
  exports: [SEAL_LOG, SealReaders, SealErasure, SealBundles],
})
export class SealModule {}
