import { SetMetadata } from '@nestjs/common';
import type { Action } from '@samenspel/domain';

export const GUARDED = 'samenspel:guarded';

/** `public`: for whoever has no session yet. Every other route names the action that its service asks of the rights. */
export type GuardedBy = Action | 'public';

/** What a route is guarded by. A route without it answers nobody (AccessGuard) and fails the tests. */
export const Guarded = (by: GuardedBy): MethodDecorator => SetMetadata(GUARDED, by);
