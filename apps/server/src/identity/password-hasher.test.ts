import { argon2, argon2Sync } from 'node:crypto';
import { Refusal } from '@samenspel/domain';
import { describe, expect, it, vi } from 'vitest';
import { PasswordHasher } from './password-hasher';

/** As it is, and each call of it is noted. */
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return { ...crypto, argon2: vi.fn(crypto.argon2) };
});

const PASSWORD = 'de fiets van café Zon';
const OLD = '$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$';

describe('[S11] a password', () => {
  const hasher = new PasswordHasher();

  it('is stored by argon2id with its parameters and a salt of its own, and nothing of it can be read back', async () => {
    const [one, other] = [await hasher.hash(PASSWORD), await hasher.hash(PASSWORD)];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await hasher.verify(PASSWORD, one)).toBe(true);
    expect(await hasher.verify(PASSWORD.normalize('NFD'), one)).toBe(true);
    expect(await hasher.verify(`${PASSWORD} `, one)).toBe(false);
    expect(hasher.isOld(one)).toBe(false);
  });

  it('of nobody, or stored in a form that we never made, is nobody’s, after the same work', async () => {
    const workFor = async (stored: string | null): Promise<unknown[]> => {
      vi.mocked(argon2).mockClear();
      expect(await hasher.verify(PASSWORD, stored)).toBe(false);
      return vi
        .mocked(argon2)
        .mock.calls.map(([algorithm, { memory, passes, parallelism, tagLength }]) => [
          algorithm,
          { memory, passes, parallelism, tagLength },
        ]);
    };
    const real = await workFor(await hasher.hash('iets heel anders'));
    expect(real).toHaveLength(1);
    for (const stored of [null, '', PASSWORD, '$argon2id$v=19$m=1,t=1,p=1$$', '$2b$10$abc'])
      expect(await workFor(stored), String(stored)).toEqual(real);
  });

  it('with the parameters of an earlier day is known, and known as old', async () => {
    const nonce = Buffer.from('saltsaltsaltsalt');
    const cost = { memory: 8192, passes: 1, parallelism: 1 };
    const hash = argon2Sync('argon2id', { message: PASSWORD, nonce, tagLength: 32, ...cost });
    const stored = `${OLD}${hash.toString('base64').replaceAll('=', '')}`;
    expect(await hasher.verify(PASSWORD, stored)).toBe(true);
    expect(hasher.isOld(stored)).toBe(true);
  });

  it('waits its turn in a flood, which is refused from some length on and leaves the process alone', async () => {
    const flood = Array.from({ length: 150 }, () => hasher.verify('x', null));
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    const ended = await Promise.allSettled(flood);
    clearInterval(timer);
    const refused = ended.filter((end) => end.status === 'rejected');
    expect(refused).toHaveLength(150 - 2 - 100);
    expect(refused.every((end) => (end.reason as Refusal).code === 'too-many-requests')).toBe(true);
    expect(ticks).toBeGreaterThan(20);
    expect(await hasher.verify('x', null)).toBe(false);
  });
});
