import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Refusal } from '@samenspel/domain';
import type { Request } from 'express';
import { HTTP_SETTINGS, type HttpSettings } from './http-settings';
import { changesState, isAllowedOrigin } from './origin';

/** Refuses every command that does not come from our own interface (cross-site request forgery). */
@Injectable()
export class OriginGuard implements CanActivate {
  constructor(@Inject(HTTP_SETTINGS) private readonly settings: HttpSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (changesState(request.method) && !isAllowedOrigin(request.headers.origin, this.settings.allowedOrigins)) {
      throw new Refusal('wrong-origin');
    }
    return true;
  }
}
