import { shown } from './report';
import type { Outcome } from './measures';

/** What the chart shows: less is better, unless it is said. */
const PANELS: readonly { readonly scenario: RegExp; readonly figure: string; readonly title: string }[] = [
  { scenario: /^S1 N=500/, figure: 'p50Ms', title: '500 in one document: time until seen, ms (median)' },
  { scenario: /^S1 N=500/, figure: 'p99Ms', title: '500 in one document: time until seen, ms (99 %)' },
  { scenario: /^S1 N=500/, figure: 'cpuUsPerDelivery', title: '500 in one document: processor per delivery, microseconds' },
  { scenario: /^S2/, figure: 'rssMb', title: '1,000 documents of 16 kB: memory, MB' },
  { scenario: /^S3/, figure: 'coldMs', title: 'Joining a large document that was not open, ms' },
  { scenario: /^S5 one/, figure: 'updatesPerSecond', title: 'One document: letters per second (more is better)' },
  { scenario: /^S5 100/, figure: 'updatesPerSecond', title: '100 documents: letters per second (more is better)' },
  { scenario: /^S4/, figure: 'seenLost', title: 'kill -9: letters that others had seen and that are gone' },
]; // prettier-ignore

const WIDTH = 760;
const BAR = { from: 330, to: 680, height: 16, step: 22 };
const TEXT = 'font-family="Open Sans, sans-serif" font-size="12" fill="#1f2933"';

/** The outcomes as a picture for the documentation: a bar for each server, with what it holds when others see the text. */
export function chart(outcomes: readonly Outcome[]): string {
  const parts: string[] = [];
  let y = 10;
  for (const { scenario, figure, title } of PANELS) {
    const rows = outcomes.filter((one) => scenario.test(one.scenario) && typeof one.figures[figure] === 'number');
    const most = Math.max(...rows.map(({ figures }) => figures[figure] ?? 0));
    if (rows.length === 0) continue;
    y += 22;
    parts.push(`<text x="10" y="${y}" ${TEXT} font-weight="600">${title}</text>`);
    for (const { system, durable, figures } of rows) {
      y += BAR.step;
      const value = figures[figure] ?? 0;
      const width = most === 0 ? 0 : Math.round(((BAR.to - BAR.from) * value) / most);
      const fill = system === 'Samenspel' ? '#1f5f8b' : '#9aa5b1';
      parts.push(
        `<text x="10" y="${y}" ${TEXT}>${system}</text>`,
        `<text x="190" y="${y}" ${TEXT} fill-opacity="0.75">saved: ${durable}</text>`,
        `<rect x="${BAR.from}" y="${y - 12}" width="${Math.max(1, width)}" height="${BAR.height}" fill="${fill}"/>`,
        `<text x="${BAR.from + Math.max(1, width) + 6}" y="${y}" ${TEXT}>${shown(value)}</text>`,
      );
    }
    y += 12;
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 10}" role="img" aria-label="Benchmark against other servers">\n` +
    `<rect width="${WIDTH}" height="${y + 10}" fill="#ffffff"/>\n${parts.join('\n')}\n</svg>\n`
  );
}
