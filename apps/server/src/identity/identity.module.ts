import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard';
import { PasswordHasher } from './password-hasher';
import { PasswordStore } from './password-store';
import { Person } from './person.entity';
import { SessionController } from './session.controller';
import { Session } from './session.entity';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';
import { STEP_UP } from './step-up';
import { StepUpService } from './step-up.service';

/** Persons and their sessions; the guard before every route. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Person, Session])],
  controllers: [SessionController],
  providers: [
    PasswordHasher,
    PasswordStore,
    SessionService,
    SignInService,
    StepUpService,
    { provide: STEP_UP, useExisting: StepUpService },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [SessionService, SignInService, STEP_UP],
})
export class IdentityModule {}
