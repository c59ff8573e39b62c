import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from '@nestjs/common';
import { Figures } from '../operating/figures';
import { requestLog } from '../operating/request-log';
import { HTTP_SETTINGS, type HttpSettings } from './http-settings';
import { isHttpsOnly, securityHeaders } from './security-headers';

/** Commands are small; files come in by `readBody`, which has a limit of its own. */
export const JSON_LIMIT = '256kb';

/**
 * Sets up what comes before every route. The application must be made with `bodyParser: false`: Nest's own parsers
 * would also take forms, which no route of ours wants.
 *
 * @param proxies how many proxies of the operator's own stand in front: from them, and from nobody else, it is believed
 *   which address a request comes from
 */
export function configureHttp(app: NestExpressApplication, proxies = 0): void {
  app.set('trust proxy', proxies);
  app.disable('x-powered-by');
  // An ETag is a fingerprint of what this reader may see, and nothing under /api is to be kept by a cache.
  app.disable('etag');
  const settings = app.get<HttpSettings>(HTTP_SETTINGS);
  app.use(requestLog(app.get(Figures), settings.logRequests ? new Logger('http') : null));
  app.use(securityHeaders(isHttpsOnly(settings.allowedOrigins)));
  app.setGlobalPrefix('api');
  app.useBodyParser('json', { limit: JSON_LIMIT, strict: true });
}
