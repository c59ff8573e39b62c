import { describe, expect, it } from 'vitest';
import { uuid } from '../testing';
import { encodeServerMessage } from './messages';
import { WireError } from './primitives';
import { SectionMessages } from './section-messages';

const joined = (sectionId: string, room: number): Uint8Array =>
  encodeServerMessage({
    ...{ type: 'joined', sectionId, room, generation: 1, seq: 1, right: 'read' },
    ...{ damaged: false, snapshot: null, updates: [] },
  } as const);
const update = (room: number): Uint8Array =>
  encodeServerMessage({ type: 'update', room, generation: 1, seq: 2, updates: [Uint8Array.of(0, 0)] });

describe('[C26] an update', () => {
  it('is of the section that was joined under its number', () => {
    const messages = new SectionMessages();
    const [one, other] = [uuid(), uuid()];
    for (const [at, sectionId] of [one, other].entries()) messages.read(joined(sectionId, at));
    expect(messages.read(update(1))).toMatchObject({ sectionId: other });
    expect(messages.read(update(0))).toMatchObject({ sectionId: one });
    // The server took the number for another one after the first was gone.
    const third = uuid();
    messages.read(joined(third, 0));
    expect(messages.read(update(0))).toMatchObject({ sectionId: third });
  });

  it('of a section that was not joined on this connection is an error, and put nowhere', () => {
    expect(() => new SectionMessages().read(update(7))).toThrow(WireError);
  });
});
