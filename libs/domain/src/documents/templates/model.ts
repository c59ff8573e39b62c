import type { DocumentSummary } from '../../tables/contracts';
import type { SeatId } from '../../platform/ids';
import { mayMake } from '../../rights/changes';
import { audienceOf, type Audience, type Preset } from '../../rights/presets';
import type { ActingSeat } from '../../rights/rights';
import type { ContentBlock } from '../import/model';
import type { TemplateName } from './names';

/** An audience of a section to be; `provider` is chosen when the document is made. */
export type TemplateAudience = 'wholeTable' | 'toRead' | 'commissionersOnly' | 'providerWithCommissioners';

export interface TemplateSection {
  readonly title: string;
  readonly audience: TemplateAudience;
  readonly blocks: readonly ContentBlock[];
}

/** A beginning of a document: sections with an audience and text that helps to fill them. In Dutch, as the plans are. */
export interface DocumentTemplate {
  readonly name: TemplateName;
  readonly kind: DocumentSummary['kind'];
  /** What such a document usually is; the maker decides. */
  readonly formality: DocumentSummary['formality'];
  readonly sections: readonly TemplateSection[];
}

/** A section that a template would make, or why it stays behind. */
export interface PlannedSection {
  readonly section: TemplateSection;
  readonly audience: Audience | null;
  /** `provider`: no provider was chosen; `notYours`: only who belongs to the audience makes such a section (R7). */
  readonly leftOut: 'provider' | 'notYours' | null;
}

/** What a template becomes in the hands of this seat. */
export function plannedSections(
  template: DocumentTemplate,
  seat: ActingSeat,
  provider: SeatId | null,
): PlannedSection[] {
  return template.sections.map((section) => {
    const preset = presetOf(section.audience, provider, seat);
    if (preset === null) return { section, audience: null, leftOut: 'provider' };
    const audience = audienceOf(preset);
    return mayMake(seat, audience)
      ? { section, audience, leftOut: null }
      : { section, audience: null, leftOut: 'notYours' };
  });
}

/** Does the template hold a section that is shared with one provider? */
export function asksProvider(template: DocumentTemplate): boolean {
  return template.sections.some(({ audience }) => audience === 'providerWithCommissioners');
}

function presetOf(audience: TemplateAudience, provider: SeatId | null, seat: ActingSeat): Preset | null {
  // The secretary makes what the whole table reads as its writer (docs/spec.md R19).
  if (audience === 'toRead' && seat.role === 'secretary') return { kind: audience, own: seat.seatId };
  if (audience !== 'providerWithCommissioners') return { kind: audience };
  return provider === null ? null : { kind: audience, provider };
}
