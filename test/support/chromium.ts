import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ROOT } from './product';

/** Our own flags: the package's would switch off web security and the separation of processes, which we want to test. */
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** The browser that comes from npm. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: FLAGS,
    ignoreDefaultArgs: ['--headless'],
  });
}

/** What the page's console and network said that should not be there. */
export function troublesOf(page: Page): string[] {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      troubles.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  return troubles;
}

/** Opens the interface in a language as somebody who chose it before: the browser's own language does not choose it. */
export async function speak(context: BrowserContext, language: 'nl' | 'en-GB'): Promise<void> {
  await context.addInitScript((chosen) => localStorage.setItem('samenspel.language', chosen), language);
}

/** A signed-in page of a browser profile of its own. */
export async function signIn(
  browser: Browser,
  url: string,
  person: string,
  options: { width?: number; height?: number; language?: string; interface?: 'nl' | 'en-GB' } = {},
): Promise<{ context: BrowserContext; page: Page; troubles: string[] }> {
  const context = await browser.newContext({
    locale: options.language ?? 'nl-NL',
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    timezoneId: 'Europe/Amsterdam',
  });
  if (options.interface) await speak(context, options.interface);
  const page = await context.newPage();
  const troubles = troublesOf(page);
  await page.goto(url);
  await page.getByRole('button', { name: new RegExp(person) }).click();
  await page.waitForURL(
    (address) => !address.pathname.startsWith('/sign-in') && !address.pathname.startsWith('/aanmelden'),
  );
  return { context, page, troubles };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 AA on the page as it stands now, one line each. */
export async function axe(page: Page): Promise<string[]> {
  // Through the debugger: the page's own policy rightly forbids strangers' scripts.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as {
      axe: {
        run(context: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const result = await runner.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return result.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 160))
          .join(' | ')}`,
    );
  });
  return violations;
}

export const shots = join(ROOT, '.tmp', 'shots');
