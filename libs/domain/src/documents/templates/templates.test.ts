import { describe, expect, it } from 'vitest';
import { id, type SeatId, type TableId } from '../../platform/ids';
import { ROLES, type Role } from '../../tables/roles';
import { ContentBlock } from '../import/model';
import { asksProvider, plannedSections } from './model';
import { TEMPLATE_NAMES } from './names';
import { TEMPLATES } from './templates';

const PROVIDER = id<SeatId>('provider');
const seat = (role: Role) => ({ seatId: id<SeatId>('own'), tableId: id<TableId>('table'), role });

describe.each(TEMPLATE_NAMES)('[D15] the template %s', (name) => {
  const template = TEMPLATES[name];

  it('has sections with a title of its own, well-formed blocks and something to go on', () => {
    expect(template.name).toBe(name);
    expect(new Set(template.sections.map(({ title }) => title)).size).toBe(template.sections.length);
    for (const { title, blocks } of template.sections) {
      expect(title.length).toBeLessThan(80);
      expect(blocks.length, title).toBeGreaterThan(0);
      for (const block of blocks) expect(ContentBlock.safeParse(block).success, title).toBe(true);
    }
  });

  it('has rows as wide as their header', () => {
    for (const { title, blocks } of template.sections) {
      for (const block of blocks) {
        if (block.type !== 'table') continue;
        expect(new Set(block.rows.map((row) => row.length)).size, title).toBe(1);
        expect(block.rows.length).toBeGreaterThan(1);
      }
    }
  });

  it('lets every maker of documents make what belongs to him, and says why the rest stays behind', () => {
    for (const role of ROLES) {
      for (const { section, audience, leftOut } of plannedSections(template, seat(role), PROVIDER)) {
        expect((audience === null) === (leftOut !== null)).toBe(true);
        if (role === 'commissioner') expect(leftOut, section.title).toBeNull();
      }
    }
    const without = plannedSections(template, seat('commissioner'), null);
    expect(without.some(({ leftOut }) => leftOut === 'provider')).toBe(asksProvider(template));
  });
});

describe('[D15] templates', () => {
  it('begin every kind of document', () => {
    expect(new Set(Object.values(TEMPLATES).map(({ kind }) => kind)).size).toBe(5);
  });

  it('keep what belongs to the municipalities or to one provider out of the common text', () => {
    const chair = plannedSections(TEMPLATES.providerAgreement, seat('chair'), PROVIDER);
    const left = chair.filter(({ leftOut }) => leftOut === 'notYours').map(({ section }) => section.title);
    expect(left).toContain('Tarief en kosten van de ombouw');
    expect(left).toContain('Onderhandelruimte van de gemeenten');
  });
});
