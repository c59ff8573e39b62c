import { randomUUID } from 'node:crypto';
import type { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { LABELS, type Figures } from './figures';

const METHODS = LABELS.method;

/**
 * Express middleware: counts every answer, and writes a line for it when a log is given. The line holds the route as it stands in
 * the code, not the address that was asked for: addresses hold ids, links of one use and what people look for.
 */
export function requestLog(figures: Figures, log: Logger | null) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const requestId = randomUUID();
    response.setHeader('Request-Id', requestId);
    const began = process.hrtime.bigint();
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - began) / 1e9;
      const method = METHODS.test(request.method) ? request.method : 'other';
      const route = routeOf(request);
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

function routeOf(request: Request): string {
  const route: unknown = (request.route as { path?: unknown } | undefined)?.path;
  return typeof route === 'string' && LABELS.route.test(route) ? route : 'none';
}
