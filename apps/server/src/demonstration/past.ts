import { randomUUID } from 'node:crypto';
import { createTextDoc, readBlocks, restoreBlocks, writeBlocks, type RenderedBlock } from '@samenspel/collab';
import type { ContentBlock, SectionId, TextBlock } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import type { Maker } from '../documents/new-section';
import type { ServerEdits } from '../documents/text/server-edits';
import type { DemoSection, SeatName } from './content/demo-section';
import type { DemoCalendar } from './calendar';
import { pastsOf, type PastStage } from './content/pasts';

/** With what a section of the demonstration begins: its oldest text, on the day of that; else what it says now. */
export function firstBlocks(
  section: DemoSection,
  calendar: DemoCalendar,
): { blocks: readonly ContentBlock[]; createdAt: Date | null } {
  const [first] = pastsOf(calendar)[section.title] ?? [];
  return first === undefined
    ? { blocks: section.blocks, createdAt: null }
    : { blocks: blocksAt(section, first), createdAt: momentOf(first, calendar) };
}

/** Writes what its parties changed since, each on their day, up to what the section says now. */
export async function writePast(
  manager: EntityManager,
  edits: ServerEdits,
  {
    sectionId,
    section,
    calendar,
    makerOf,
  }: { sectionId: SectionId; section: DemoSection; calendar: DemoCalendar; makerOf: (seat: SeatName) => Maker },
): Promise<void> {
  for (const stage of (pastsOf(calendar)[section.title] ?? []).slice(1)) {
    const target = rendered(blocksAt(section, stage));
    const by = makerOf(stage.by);
    const edit = await edits.append(
      manager,
      sectionId,
      by,
      null,
      (doc) => restoreBlocks(doc, target, randomUUID),
      momentOf(stage, calendar),
    );
    if (edit === null || stage.name === undefined) continue;
    await manager.query(
      `INSERT INTO section_version_names (section_id, generation, seq, nth, name, at, by_seat, by_person)
       VALUES ($1, $2, $3, 1, $4, $5, $6, $7)`,
      [sectionId, edit.generation, edit.seq, stage.name, momentOf(stage, calendar), by.seatId, by.personId],
    );
  }
}

function momentOf({ daysAgo }: PastStage, calendar: DemoCalendar): Date {
  return calendar.ago(daysAgo, 14);
}

/** The section's text with what it did not say yet taken out, and what it said otherwise put back. */
function blocksAt(section: DemoSection, { otherwise }: PastStage): ContentBlock[] {
  return section.blocks.flatMap((block): ContentBlock[] => {
    if (block.type === 'table')
      return [
        { ...block, rows: block.rows.map((row) => row.map((cell) => cell.map((text) => textAt(text, otherwise)))) },
      ];
    const text = textAt(block, otherwise);
    return text.runs.length === 0 && block.runs.length > 0 ? [] : [text];
  });
}

function textAt(block: TextBlock, otherwise: PastStage['otherwise']): TextBlock {
  const runs = block.runs.map((run) => ({
    ...run,
    text: otherwise.reduce((text, [now, then]) => text.replace(now, then), run.text),
  }));
  return { ...block, runs: runs.filter(({ text }) => text !== '') };
}

function rendered(blocks: readonly ContentBlock[]): RenderedBlock[] {
  const doc = createTextDoc();
  writeBlocks(doc, blocks, randomUUID);
  const read = readBlocks(doc);
  doc.destroy();
  return read;
}
