import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const A_YEAR_MS = 365 * 24 * 3_600_000;

/** Serves the built interface: hashed files for a year, the page itself never from a cache, every address of the router. */
export function serveWeb(app: NestExpressApplication, dist: string): void {
  if (!existsSync(join(dist, 'index.html')))
    throw new Error(`The interface is not built: ${dist} has no index.html. Run npm start.`);
  app.useStaticAssets(join(dist, 'assets'), {
    prefix: '/assets',
    immutable: true,
    maxAge: A_YEAR_MS,
    fallthrough: false,
    index: false,
  });
  app.useStaticAssets(dist, {
    index: false,
    maxAge: 0,
    setHeaders: (response: Response) => response.setHeader('Cache-Control', 'no-cache'),
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const page =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|socket\.io)(\/|$)/.test(request.path) &&
      request.accepts('html');
    if (!page) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(dist, 'index.html'));
  });
}
