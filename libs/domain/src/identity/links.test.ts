import { expect, it } from 'vitest';
import { INVITATION_LINK_MS, linkState } from './links';

it('[S16] a link is open until it is used, withdrawn or too old', () => {
  const now = new Date('2026-11-22T09:00:00Z');
  const expiresAt = new Date(now.getTime() + INVITATION_LINK_MS);
  const link = { expiresAt, usedAt: null, withdrawnAt: null };
  expect(linkState(link, now)).toBe('open');
  expect(linkState(link, new Date(expiresAt.getTime() - 1))).toBe('open');
  expect(linkState(link, expiresAt)).toBe('expired');
  expect(linkState({ ...link, withdrawnAt: now }, now)).toBe('withdrawn');
  expect(linkState({ ...link, usedAt: now }, expiresAt)).toBe('accepted');
});
