import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { get, post, problemOf, whenNotSignedIn } from './api';
import { RequestFailed } from './problem';

const Answer = z.object({ name: z.string() });

function answering(status: number, body: unknown): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));
}

afterEach(() => {
  vi.unstubAllGlobals();
  whenNotSignedIn(() => undefined);
});

describe('api', () => {
  it('[W4] gives an answer that fits its contract', async () => {
    answering(200, { name: 'tafel', more: 1 });
    await expect(get('/x', Answer)).resolves.toEqual({ name: 'tafel' });
  });

  it('[W4] never shows half an answer: what does not fit is not understood', async () => {
    answering(200, { name: 7 });
    await expect(get('/x', Answer)).rejects.toEqual(new RequestFailed('not-understood'));
  });

  it('[W2] turns a problem into its code and fields', async () => {
    answering(400, { code: 'invalid-input', status: 400, fields: ['title'] });
    await expect(post('/x', {}, Answer)).rejects.toMatchObject({ code: 'invalid-input', fields: ['title'] });
  });

  it('[W2] knows no connection from a refusal', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    await expect(get('/x', Answer)).rejects.toMatchObject({ code: 'no-connection' });
  });

  it('[W5] tells when the session has ended', async () => {
    const ended = vi.fn();
    whenNotSignedIn(ended);
    answering(401, { code: 'not-signed-in', status: 401 });
    await expect(get('/x', Answer)).rejects.toMatchObject({ code: 'not-signed-in' });
    expect(ended).toHaveBeenCalledOnce();
  });

  it.each([
    [413, 'too-large'],
    [429, 'too-many-requests'],
    [502, 'unavailable'],
    [500, 'not-understood'],
  ])('[W2] judges an answer of a proxy by its status %i', (status, code) => {
    expect(problemOf(status, '<html>').code).toBe(code);
  });
});
