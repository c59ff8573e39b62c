import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AcceptanceService } from './acceptance.service';
import { AccessGuard } from './access.guard';
import { Door } from './door';
import { InvitationController } from './invitation.controller';
import { InvitationReader } from './invitation-reader';
import { InvitationService } from './invitation.service';
import { OneTimeLinks } from './one-time-links';
import { PasswordHasher } from './password-hasher';
import { PasswordService } from './password.service';
import { PasswordSignInService } from './password-sign-in.service';
import { PasswordStore } from './password-store';
import { Person } from './person.entity';
import { SessionController } from './session.controller';
import { Session } from './session.entity';
import { SessionService } from './session.service';
import { SetupService } from './setup.service';
import { SignInController } from './sign-in.controller';
import { SignInService } from './sign-in.service';
import { STEP_UP } from './step-up';
import { StepUpService } from './step-up.service';

/** Persons and their sessions: how they get in, and the guard before every route. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Person, Session])],
  controllers: [SessionController, SignInController, InvitationController],
  providers: [
    AcceptanceService,
    Door,
    InvitationReader,
    InvitationService,
    OneTimeLinks,
    PasswordHasher,
    PasswordService,
    PasswordSignInService,
    PasswordStore,
    SessionService,
    SetupService,
    SignInService,
    StepUpService,
    { provide: STEP_UP, useExisting: StepUpService },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [SessionService, SetupService, SignInService, STEP_UP],
})
export class IdentityModule {}
