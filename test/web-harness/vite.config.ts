import { fileURLToPath } from 'node:url';
import { defineConfig, loadConfigFromFile, mergeConfig, type Plugin } from 'vite';
import { mockApi } from './mock-api';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Canned facts instead of the server, canned texts instead of the live connection. */
const mock: Plugin = {
  name: 'mock',
  enforce: 'pre',
  configurePreviewServer: (server) => void server.middlewares.use(mockApi),
  configureServer: (server) => void server.middlewares.use(mockApi),
  resolveId: (source, importer) =>
    source === '@samenspel/collab/client' && importer?.endsWith('/platform/collab-factory.ts')
      ? here('../../apps/web/src/platform/testing/fake-collab.ts')
      : null,
};

/** The web app as it is built, without a server behind it. A test tool, never shipped. */
export default defineConfig(async (environment) => {
  const web = await loadConfigFromFile(environment, here('../../apps/web/vite.config.ts'));
  return mergeConfig(web?.config ?? {}, {
    root: here('../../apps/web'),
    plugins: [mock],
    build: { outDir: here('../../.tmp/web-harness'), emptyOutDir: true },
  });
});
