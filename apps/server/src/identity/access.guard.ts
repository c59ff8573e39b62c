import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { can, Refusal } from '@samenspel/domain';
import type { Request } from 'express';
import { GUARDED, type GuardedBy } from '../rights/guarded';
import { setActor } from '../rights/current-actor';
import { SessionService } from './session.service';

/**
 * Stands before every route. A route that does not say what it is guarded by answers nobody. All but the public ones
 * need a session, and, unless they are about oneself, a seat; what may be done with which table or section is asked by
 * the service, which knows it.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const by = this.reflector.get<GuardedBy | undefined>(GUARDED, context.getHandler());
    if (by === undefined) throw new Refusal('not-found');
    if (by === 'public') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const signedIn = await this.sessions.actorFromCookieHeader(request.headers.cookie);
    if (signedIn === null) throw new Refusal('not-signed-in');
    const { actor } = signedIn;
    const withoutSeat = can(actor, by, { kind: 'self' }) || can(actor, by, { kind: 'installation' });
    // Who does not administer is not told that there is something to administer.
    if (by.startsWith('administration.') && !withoutSeat) throw new Refusal('not-found');
    if (actor.seat === null && !withoutSeat) throw new Refusal('no-seat');
    setActor(request, signedIn.actor);
    return true;
  }
}
