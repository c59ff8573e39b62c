import type { LiveSection } from '@samenspel/collab/client';
import { id, type ErasePassage, type SectionId } from '@samenspel/domain';
import { SectionTexts } from '../documents/text/section-texts';
import type { Browser } from './browser';
import { until, type LiveApp } from './live-app';

export const ERASURE_REASON = 'Persoonsgegeven van een kind';

/** The section as this browser has it open, with the right to type. */
export async function openToWrite(app: LiveApp, browser: Browser, sectionId: string): Promise<LiveSection> {
  const live = app.connect(browser).open(sectionId);
  await until(live, () => live.state === 'live');
  if (!(await live.prepareToWrite())) throw new Error('may not write there');
  return live;
}

/** The command that erases these words where they stand first in the text as it is now. */
export async function commandFor(
  app: LiveApp,
  sectionId: string,
  words: string,
  more: Partial<ErasePassage> = {},
): Promise<ErasePassage> {
  const head = (await app.get(SectionTexts).heads([id<SectionId>(sectionId)])).get(id<SectionId>(sectionId))!;
  for (const block of head.blocks) {
    if (block.type !== 'block') continue;
    const offset = block.runs
      .map(({ text }) => text)
      .join('')
      .indexOf(words);
    if (offset < 0) continue;
    const place = { generation: head.generation, seq: head.seq };
    return {
      passage: { place, from: { key: block.key, offset }, to: { key: block.key, offset: offset + words.length } },
      words,
      everywhere: true,
      comments: false,
      reason: ERASURE_REASON,
      ...more,
    };
  }
  throw new Error(`"${words}" does not stand there`);
}
