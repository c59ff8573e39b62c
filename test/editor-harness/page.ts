import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer, preview } from 'vite';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type * as Y from 'yjs';
import { launch } from './browser';

const CONFIG = `${import.meta.dirname}/../../scripts/editor-harness.vite.config.mjs`;
let built: Promise<string> | null = null;

/** Every run has pages of its own: another may have been built with a known bug in it. */
async function buildPages(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'samenspel-harness-'));
  await build({ configFile: CONFIG, logLevel: 'error', build: { outDir } });
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  return outDir;
}

declare global {
  interface Window {
    /** What the page puts there for tests: each section with its other writer. */
    sections: {
      mine: { mayType: boolean; answer: Promise<boolean> | null };
      theirs: { doc: Y.Doc };
      section: { settle(): void };
    }[];
  }
}

/** The harness pages in a real browser. */
export class Harness {
  private constructor(
    readonly browser: Browser,
    private readonly server: { close(): Promise<void> },
    private readonly address: string,
  ) {}

  /** Straight from the source. */
  static async start(): Promise<Harness> {
    const server = await createServer({ configFile: CONFIG, logLevel: 'error', server: { port: 0 } });
    await server.listen();
    return new Harness(await launch(), server, server.resolvedUrls!.local[0]!);
  }

  /** Built as the product is, for who opens many pages. */
  static async built(): Promise<Harness> {
    const outDir = (built ??= buildPages());
    const server = await preview({
      configFile: CONFIG,
      logLevel: 'error',
      preview: { port: 0 },
      build: { outDir: await outDir },
    });
    return new Harness(await launch(), server, server.resolvedUrls!.local[0]!);
  }

  /** A fresh page; what it reports as an error fails the test. */
  async open(
    options: { width?: number; height?: number; theme?: string; touch?: boolean } = {},
  ): Promise<{ page: Page; errors: string[] }> {
    const context = await this.browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
      hasTouch: options.touch ?? false,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page, errors } = await listened(context);
    await page.goto(`${this.address}?theme=${options.theme ?? 'light'}`);
    await page.waitForSelector('.s-text');
    return { page, errors };
  }

  /** A page of its own with another of the harness's documents; `prepare` runs in it before anything else. */
  async visit(path: string, prepare: () => void): Promise<{ page: Page; errors: string[] }> {
    const context = await this.browser.newContext({
      viewport: { width: 500, height: 400 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await context.addInitScript(prepare);
    const { page, errors } = await listened(context);
    await page.goto(`${this.address}${path}`);
    await page.waitForFunction(() => '__editor' in window);
    return { page, errors };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

async function listened(context: BrowserContext): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/script-src' was not explicitly set/.test(message.text()))
      errors.push(message.text());
  });
  return { page, errors };
}

/** The middle of a letter in a block, where a finger or mouse would press. */
export async function letter(
  page: Page,
  section: number,
  block: number,
  offset: number,
): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ([section, block, offset]) => {
      const texts = document.querySelectorAll('.s-section__text')[section!]!;
      const element = texts.querySelectorAll('.s-block')[block!]!;
      element.scrollIntoView({ block: 'nearest' });
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let left = offset!;
      while (walker.nextNode()) {
        const text = walker.currentNode as Text;
        if (left < text.length) {
          const range = document.createRange();
          range.setStart(text, left);
          range.setEnd(text, left + 1);
          const box = range.getBoundingClientRect();
          return { x: box.left + 1, y: box.top + box.height / 2 };
        }
        left -= text.length;
      }
      const box = element.getBoundingClientRect();
      return { x: box.left + 5, y: box.top + box.height / 2 };
    },
    [section, block, offset],
  );
}
