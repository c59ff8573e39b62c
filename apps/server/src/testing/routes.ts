import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { GUARDED, type GuardedBy } from '../rights/guarded';

/** Nest's own names for what `@Controller` and `@Get` leave behind. */
const PATH = 'path';
const METHOD = 'method';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly guardedBy: GuardedBy | undefined;
}

/** Every route of the application, read from Nest's metadata. */
export function routesOf(app: INestApplication): Route[] {
  const reflector = new Reflector();
  const controllers = new DiscoveryService(app.get(ModulesContainer)).getControllers();
  return controllers.flatMap(({ metatype }) => {
    if (!(metatype instanceof Function)) return [];
    const prototype = metatype.prototype as Record<string, unknown>;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (!(handler instanceof Function)) return [];
      const method = reflector.get<number | undefined>(METHOD, handler as () => void);
      if (method === undefined) return [];
      const parts = [
        reflector.get<string>(PATH, metatype as () => void),
        reflector.get<string>(PATH, handler as () => void),
      ];
      const path = ['api', ...parts].flatMap((part) => part.split('/')).filter((part) => part !== '');
      return [
        {
          method: METHODS[method] ?? String(method),
          path: `/${path.join('/')}`,
          guardedBy: reflector.get<GuardedBy | undefined>(GUARDED, handler as () => void),
        },
      ];
    });
  });
}
