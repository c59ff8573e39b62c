import { expect, it } from 'vitest';
import { PreparedFrames, webSocketFrame } from './prepared-frame';

it('[C30] a frame announces its length in the shortest form', () => {
  const header = (size: number): number[] => [...webSocketFrame(new Uint8Array(size)).subarray(0, -size || undefined)];
  expect(header(0)).toEqual([0x82, 0]);
  expect(header(125)).toEqual([0x82, 125]);
  expect(header(126)).toEqual([0x82, 126, 0, 126]);
  expect(header(65_535)).toEqual([0x82, 126, 255, 255]);
  expect(header(65_536)).toEqual([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
  expect([...webSocketFrame(new Uint8Array([7, 8]))]).toEqual([0x82, 2, 7, 8]);
});

it('[C30] the same bytes are encoded once, other bytes with the same content are not taken for them', () => {
  const frames = new PreparedFrames();
  const bytes = new Uint8Array([1, 2, 3]);
  const options = frames.optionsFor(bytes);
  expect(options.wsPreEncodedFrame).toEqual([Buffer.from([0x82, 3, 1, 2, 3])]);
  expect(frames.optionsFor(bytes)).toBe(options);
  expect(frames.optionsFor(new Uint8Array([1, 2, 3]))).not.toBe(options);
  for (let n = 0; n < 20; n += 1) frames.optionsFor(new Uint8Array([n]));
  expect(frames.optionsFor(bytes)).toEqual(options);
  expect(frames.optionsFor(new Uint8Array(100_000)).wsPreEncodedFrame).toBeUndefined();
});
