import { describe, expect, it } from 'vitest';
import { DemoCalendar } from './calendar';
import { documentsOf } from './content';
import { pastsOf } from './content/pasts';
import { firstBlocks } from './past';

describe('[M1] the past of the demonstration', () => {
  const calendar = new DemoCalendar(new Date('2026-03-01T12:00:00Z'));
  const documents = documentsOf(calendar);

  it.each(Object.keys(pastsOf(calendar)))('ends with what the section says now: %s', (title) => {
    const document = documents.find(({ sections }) => sections.some((each) => each.title === title))!;
    const section = document.sections.find((each) => each.title === title)!;
    const text = JSON.stringify(section.blocks);
    const stages = pastsOf(calendar)[title]!;
    expect(stages.at(-1)?.otherwise).toEqual([]);
    expect(stages.map(({ daysAgo }) => daysAgo)).toEqual(stages.map(({ daysAgo }) => daysAgo).sort((a, b) => b - a));
    for (const [now] of stages.flatMap(({ otherwise }) => otherwise)) expect(text).toContain(now);
    const { blocks, createdAt } = firstBlocks(section, calendar);
    expect(blocks).not.toEqual(section.blocks);
    expect(createdAt?.getTime()).toBeGreaterThanOrEqual(calendar.ago(document.daysAgo, 13).getTime());
    expect(createdAt?.getTime()).toBeLessThan(calendar.ago(20, 0).getTime());
  });
});
