import { expect, it } from 'vitest';
import { networkOf, waitAfter } from './attempts';
import { CONFIRMED_MS, isConfirmed } from './step-up';

it('[S13] wrong attempts wait longer and longer, and never for ever', () => {
  const waits = Array.from({ length: 40 }, (_, failures) => waitAfter(failures));
  expect(waits.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 5_000, 10_000, 20_000]);
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(Math.max(...waits)).toBe(15 * 60_000);
});

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:2::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1', 'fe80:0:0:0::/64'],
  ['', ''],
])('[S13] %s counts as the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it('[S21] a confirmation holds for five minutes', () => {
  const at = new Date('2026-11-22T09:00:00Z');
  const after = (ms: number): Date => new Date(at.getTime() + ms);
  expect(isConfirmed(null, at)).toBe(false);
  expect(isConfirmed(at, at)).toBe(true);
  expect(isConfirmed(at, after(CONFIRMED_MS - 1))).toBe(true);
  expect(isConfirmed(at, after(CONFIRMED_MS))).toBe(false);
});
