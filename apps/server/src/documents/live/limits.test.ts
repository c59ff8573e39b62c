import { id, type PersonId, type SessionId } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { SocketCount } from './limits';

const person = id<PersonId>('person');
const laptop = id<SessionId>('laptop');
const phone = id<SessionId>('phone');

describe('[C32] the number of connections', () => {
  it('is bounded for a browser and for its person, and room that is given back is room', () => {
    const count = new SocketCount(4);
    const open = (session: SessionId): boolean => {
      const room = count.hasRoom(person, session);
      if (room) count.add(person, session);
      return room;
    };
    expect([open(laptop), open(laptop), open(laptop), open(laptop)]).toEqual([true, true, true, false]);
    expect([open(phone), open(phone)]).toEqual([true, false]);
    expect(count.hasRoom(id<PersonId>('other'), id<SessionId>('other'))).toBe(true);
    count.remove(person, laptop);
    expect([open(phone), open(phone)]).toEqual([true, false]);
    for (const session of [laptop, laptop, phone, phone]) count.remove(person, session);
    expect([open(laptop), open(laptop), open(laptop), open(laptop)]).toEqual([true, true, true, false]);
  });

  it('leaves room for one where the operator allows one', () => {
    expect(new SocketCount(1).hasRoom(person, laptop)).toBe(true);
  });
});
