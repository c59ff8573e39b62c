// Opens every page of the web app in a real browser, in both languages and themes, on a phone and a desk:
// no accessibility fault, no fault in the console (so nothing that the Content-Security-Policy forbids), no sideways
// scrolling. Usage: node test/web-harness/check.mjs [folder for screenshots] [names of pages, with commas]
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './launch.mjs';
import { pages } from './pages.mjs';

const [folder, names] = process.argv.slice(2);
const wanted = pages.filter((page) => !names || names.split(',').includes(page.name));
const AT_ONCE = 4;
if (folder) mkdirSync(folder, { recursive: true });
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const { browser, origin, close } = await launch();

let faults = 0;
let looked = 0;
const fault = (where, what) => {
  faults += 1;
  console.log(`${where}: ${what}`);
};

const views = [360, 768, 1440].flatMap((width) =>
  ['light', 'dark'].flatMap((theme) =>
    ['nl', 'en-GB'].flatMap((language) => wanted.map((page) => ({ width, theme, language, page }))),
  ),
);
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let view = views.shift(); view; view = views.shift()) await look(view);
  }),
);

async function look({ width, theme, language, page: { name, as, path, act } }) {
  const where = `${name} ${width} ${theme} ${language}`;
  looked += 1;
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 740 : 900 },
    reducedMotion: 'reduce',
  });
  if (as) await context.addCookies([{ name: 'mock', value: as, url: origin }]);
  await context.addInitScript(
    ([chosenTheme, chosenLanguage]) => {
      localStorage.setItem('samenspel.theme', chosenTheme);
      localStorage.setItem('samenspel.language', chosenLanguage);
    },
    [theme, language],
  );
  const page = await context.newPage();
  page.on('console', (message) => {
    const expected = /status of (401|404|422)/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !expected) fault(where, message.text());
  });
  page.on('pageerror', (error) => fault(where, error.message));
  try {
    await page.goto(origin + path);
    await page.waitForSelector('h1', { timeout: 10_000 });
    await page.waitForLoadState('networkidle');
    if (act) await act(page, width);
    await page.waitForTimeout(350);
    await page.evaluate(() => document.fonts.ready);
    const look = await page.evaluate(() => {
      const body = getComputedStyle(document.body);
      return `${body.marginTop} ${body.fontFamily.slice(0, 11)} ${body.getPropertyValue('--utrecht-button-font-size') !== ''}`;
    });
    if (look !== '0px "Open Sans" true') fault(where, `the styles are broken: ${look}`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    for (const each of violations) {
      fault(where, `${each.id}: ${each.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) fault(where, `scrolls sideways by ${over} px`);
  } catch (error) {
    fault(where, String(error));
  }
  if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${theme}-${language}.png`, fullPage: true });
  await context.close();
}

await close();
console.log(`${looked} looked at, ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
