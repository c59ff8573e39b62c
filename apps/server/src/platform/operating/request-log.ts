import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@nestjs/common';
import { LABELS, type Figures } from './figures';

const METHODS = LABELS.method;

/**
 * Express middleware: counts every answer, and writes a line for it when a log is given. The line holds the route as it stands in
 * the code, not the address that was asked for: addresses hold ids, links of one use and what people look for.
 *
 * @param always the route, where no router says it
 */
export function requestLog(figures: Figures, log: Logger | null, always?: string) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const requestId = randomUUID();
    response.setHeader('Request-Id', requestId);
    const began = process.hrtime.bigint();
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - began) / 1e9;
      const method = methodOf(request);
      const route = always ?? routeOf(request);
      figures.requests.observe({ method, route, status: `${Math.floor(response.statusCode / 100)}xx` }, seconds);
      log?.log({
        event: 'request',
        requestId,
        method,
        route,
        status: response.statusCode,
        // The answer did not get away whole: the browser had gone.
        cut: !response.writableFinished,
        ms: Math.round(seconds * 1_000),
      });
    });
    next();
  };
}

/** As `requestLog`, for an answer that goes past every response: it counts as given at once. */
export function upgradeLog(figures: Figures, log: Logger | null, route: string) {
  return (request: IncomingMessage, status: number): void => {
    const method = methodOf(request);
    figures.requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, 0);
    log?.log({ event: 'request', requestId: randomUUID(), method, route, status, cut: false, ms: 0 });
  };
}

function methodOf({ method = '' }: IncomingMessage): string {
  return METHODS.test(method) ? method : 'other';
}

function routeOf(request: IncomingMessage & { route?: { path?: unknown } }): string {
  const route = request.route?.path;
  return typeof route === 'string' && LABELS.route.test(route) ? route : 'none';
}
