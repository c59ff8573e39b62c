import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Refusal, type Actor } from '@samenspel/domain';
import type { Request } from 'express';

/** Not a property of the request: nothing that a client sends can end up here. */
const actors = new WeakMap<Request, Actor>();

export function setActor(request: Request, actor: Actor): void {
  actors.set(request, actor);
}

/** The signed-in actor, as the access guard found it for this request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = actors.get(context.switchToHttp().getRequest<Request>());
  if (actor === undefined) throw new Refusal('not-signed-in');
  return actor;
});
