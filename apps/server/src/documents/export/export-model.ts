import { createHash } from 'node:crypto';
import { canonicalText, createTextDoc, readBlocks, type RenderedBlock } from '@samenspel/collab';
import { canonicalJson, type ExportFormat } from '@samenspel/domain';
import * as Y from 'yjs';

/** A document on its way to the thread that makes a file of it. Holds what one seat may read, and nothing else. */
export interface ExportJob {
  readonly format: ExportFormat;
  readonly facts: ExportFacts;
  readonly sections: readonly ExportJobSection[];
}

/** What stands on the title page, in words. */
export interface ExportFacts {
  readonly title: string;
  readonly tableName: string;
  readonly kind: string;
  readonly formality: string;
  readonly formalityMeans: string;
  /** Whose copy this is. */
  readonly copy: string;
  /** Moment of the export, in Dutch and Dutch time. */
  readonly at: string;
  readonly date: string;
  /** The same moment for machines. */
  readonly instant: string;
}

interface ExportedHeading {
  readonly code: string;
  readonly title: string;
  /** Who reads it, in words. */
  readonly audience: string;
  readonly restricted: boolean;
}

export interface ExportJobSection extends ExportedHeading {
  readonly updates: readonly Uint8Array[];
}

export interface ExportSection extends ExportedHeading {
  readonly blocks: readonly RenderedBlock[];
}

export interface ExportModel {
  readonly facts: ExportFacts;
  readonly sections: readonly ExportSection[];
  /** SHA-256 of what the sections say, in hexadecimal. */
  readonly hash: string;
  /** The lines at the foot of every page, without the page's number. */
  readonly foot: readonly string[];
}

/** Name and version of what the hash of an export is of. */
export const EXPORT_FORM = 'samenspel-export/1';

/** Reads the texts of a job, and reckons the hash over what they say. */
export function modelOf({ facts, sections: given }: ExportJob): ExportModel {
  const sections = given.map(({ updates, ...heading }) => ({ ...heading, blocks: blocksOf(updates) }));
  const hash = sha256(
    canonicalJson({
      form: EXPORT_FORM,
      title: facts.title.normalize('NFC'),
      sections: sections.map(({ code, title, blocks }) => ({
        code,
        title: title.normalize('NFC'),
        text: sha256(canonicalJson(canonicalText(blocks))),
      })),
    }),
  );
  const foot = [`${facts.title} · versie ${facts.at} (${hash.slice(0, 12)})`, `${facts.copy}`, `SHA-256 ${hash}`];
  return { facts, sections, hash, foot };
}

function blocksOf(updates: readonly Uint8Array[]): RenderedBlock[] {
  const doc = createTextDoc();
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    return readBlocks(doc);
  } finally {
    doc.destroy();
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
