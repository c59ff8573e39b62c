import { ConsoleLogger } from '@nestjs/common';

/** What Nest tells of its own start: a line for every room and every route. */
const OF_NEST = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'WebSocketsController',
]);

/** One JSON object per line, without Nest's news of its own start. */
export class QuietConsoleLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && OF_NEST.has(context)) return;
    super.log(message, ...rest);
  }
}
