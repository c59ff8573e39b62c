import { describe, expect, it } from 'vitest';
import { DOCUMENTS } from './content';
import { PASTS } from './content/pasts';
import { firstBlocks } from './past';

describe('[M1] the past of the demonstration', () => {
  const sections = DOCUMENTS.flatMap((document) => document.sections);

  it.each(Object.keys(PASTS))('ends with what the section says now: %s', (title) => {
    const section = sections.find((each) => each.title === title)!;
    const text = JSON.stringify(section.blocks);
    const stages = PASTS[title]!;
    expect(stages.at(-1)?.otherwise).toEqual([]);
    expect(stages.map(({ daysAgo }) => daysAgo)).toEqual(stages.map(({ daysAgo }) => daysAgo).sort((a, b) => b - a));
    for (const [now] of stages.flatMap(({ otherwise }) => otherwise)) expect(text).toContain(now);
    const { blocks, createdAt } = firstBlocks(section, new Date('2026-03-01T12:00:00Z'));
    expect(blocks).not.toEqual(section.blocks);
    expect(createdAt?.getTime()).toBeLessThan(new Date('2026-02-01').getTime());
  });
});
