import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard';
import { Person } from './person.entity';
import { SessionController } from './session.controller';
import { Session } from './session.entity';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';

/** Persons and their sessions; the guard before every route. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Person, Session])],
  controllers: [SessionController],
  providers: [SessionService, SignInService, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [SessionService, SignInService],
})
export class IdentityModule {}
