import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from '../testing/hostile-texts';
import { clientPackets, serverPackets, type SocketPacket } from './packet-parser';

const COME_IN = '0{"protocol":4,"schema":1}';

/** A decoder with what it let through. */
function decoder(side: typeof serverPackets | typeof clientPackets, ...before: unknown[]) {
  const through: SocketPacket[] = [];
  const its = new side.Decoder();
  its.on('decoded', (packet) => through.push(packet));
  for (const input of before) its.add(input);
  return { through, add: (input: unknown) => its.add(input) };
}

/** What is neither text nor bytes. */
const NEITHER: readonly unknown[] = [undefined, null, 5, {}, [1], { base64: true, data: 'AAAA' }];

describe('[C30] a packet of the wire', () => {
  it.each([...HOSTILE_TEXTS, ...NEITHER].map((input) => [String(JSON.stringify(input)).slice(0, 60), input]))(
    'is not %s, before and after coming in',
    (_name, input) => {
      const outside = decoder(serverPackets);
      expect(() => outside.add(input)).toThrow();
      const inside = decoder(serverPackets, COME_IN);
      expect(() => inside.add(input)).toThrow();
      expect(inside.through).toHaveLength(1);
    },
  );

  it('comes in once, speaks, leaves, and nothing in another order', () => {
    const line = decoder(serverPackets, COME_IN, Buffer.from([1, 2]), new Uint8Array([3]).buffer, '1');
    expect(line.through).toEqual([
      { type: 0, nsp: '/', data: { protocol: 4, schema: 1 } },
      { type: 2, nsp: '/', data: ['m', Buffer.from([1, 2])] },
      { type: 2, nsp: '/', data: ['m', new Uint8Array([3])] },
      { type: 1, nsp: '/' },
    ]);
    for (const input of [COME_IN, new Uint8Array([1]), '1']) expect(() => line.add(input)).toThrow('not now');
    expect(() => decoder(serverPackets).add(new Uint8Array([1]))).toThrow('not now');
    expect(() => decoder(serverPackets).add('1')).toThrow('not now');
    expect(() => decoder(serverPackets, COME_IN).add(COME_IN)).toThrow('not now');
    expect(() => decoder(serverPackets, COME_IN).add('4{"message":"x"}')).toThrow('not now');
  });

  it('is read by the client as the server wrote it, over any number of connections', () => {
    const encoder = new serverPackets.Encoder();
    const packets: SocketPacket[] = [
      { type: 0, nsp: '/', data: { sid: 'a' } },
      { type: 2, nsp: '/', data: ['m', new Uint8Array([1, 2, 3])] },
      { type: 1, nsp: '/' },
      { type: 0, nsp: '/', data: { sid: 'b' } },
      { type: 4, nsp: '/', data: { message: 'not-signed-in' } },
    ];
    const line = decoder(clientPackets);
    for (const packet of packets) for (const part of encoder.encode(packet)) line.add(part);
    expect(line.through).toEqual(packets);
  });

  it('is not written for what has no form', () => {
    const encoder = new clientPackets.Encoder();
    for (const packet of [
      { type: 2, data: ['m', 'text'] },
      { type: 2, data: ['n', new Uint8Array()] },
      { type: 2, data: ['m', new Uint8Array(), new Uint8Array()] },
      { type: 2, nsp: '/other', data: ['m', new Uint8Array()] },
      { type: 2, id: 1, data: ['m', new Uint8Array()] },
      { type: 3, data: [] },
    ])
      expect(() => encoder.encode(packet)).toThrow();
  });

  it('is not heard any more by who stopped listening', () => {
    const its = new serverPackets.Decoder();
    const heard: SocketPacket[] = [];
    const listener = (packet: SocketPacket): void => void heard.push(packet);
    its.on('decoded', listener);
    its.removeListener('decoded', listener);
    its.add(COME_IN);
    its.on('decoded', listener);
    its.destroy();
    its.add(new Uint8Array([1]));
    expect(heard).toEqual([]);
  });
});
