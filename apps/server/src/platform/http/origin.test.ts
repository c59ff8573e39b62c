import { expect, it } from 'vitest';
import type { Clock } from '../clock';
import { changesState, isAllowedOrigin } from './origin';
import { RateLimit } from './rate-limit';

it('[P1] an origin is compared exactly', () => {
  const allowed = ['https://a.example', 'http://localhost:4200'];
  expect(allowed.every((origin) => isAllowedOrigin(origin, allowed))).toBe(true);
  for (const origin of [undefined, '', 'null', 'https://a.example.org', 'https://a.example/', 'http://a.example']) {
    expect(isAllowedOrigin(origin, allowed)).toBe(false);
  }
  expect(isAllowedOrigin('null', ['null'])).toBe(false);
});

it('[P1] anything but reading is a command', () => {
  expect(['GET', 'HEAD', 'OPTIONS'].some(changesState)).toBe(false);
  expect(['POST', 'PUT', 'PATCH', 'DELETE', 'get', 'ANYTHING'].every(changesState)).toBe(true);
});

it('[P5] a limit forgets the oldest key rather than grow', () => {
  const clock: Clock = { now: () => new Date(0) };
  const limit = new RateLimit(clock, 1, 1000, 2);
  limit.use('a');
  expect(() => limit.use('a')).toThrow('too-many-requests');
  limit.use('b');
  limit.use('c');
  expect(() => limit.use('a')).not.toThrow();
  expect(() => limit.use('c')).toThrow('too-many-requests');
});
