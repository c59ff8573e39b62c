import { describe, expect, it } from 'vitest';
import { ConfigError, originsOf, readConfig } from './config';

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('configuration', () => {
  it('[O2] needs nothing to be set', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ mode: 'demonstration', host: '127.0.0.1', port: 3000, databaseUrl: null });
    expect(originsOf(config, 3001)).toEqual(['http://localhost:3001', 'http://127.0.0.1:3001']);
  });

  it('[O2] refuses a setting that does not exist, and names those that do', () => {
    expect(problemsOf({ SAMENSPEL_MODUS: 'production' })).toMatch(/SAMENSPEL_MODUS is not a setting.*SAMENSPEL_MODE/);
  });

  it('[O2] refuses what can not be right', () => {
    expect(problemsOf({ PORT: '70000' })).toContain('PORT');
    expect(problemsOf({ DATABASE_URL: 'mysql://x/y' })).toContain('DATABASE_URL');
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://x/y' })).toContain('Set both');
    const both = { DATABASE_OWNER_URL: 'postgres://owner@x/y', DATABASE_URL: 'postgres://somebody@x/y' };
    expect(problemsOf(both)).toContain('samenspel_app');
    expect(problemsOf({ ...both, DATABASE_URL: 'postgres://samenspel_app@x/y' })).toBe('');
  });

  it('[O2] refuses what is unsafe: production without https, a demonstration that others can reach', () => {
    expect(problemsOf({ SAMENSPEL_MODE: 'production' })).toContain('https');
    expect(problemsOf({ SAMENSPEL_MODE: 'production', SAMENSPEL_URL: 'http://samenspel.example' })).toContain('https');
    expect(problemsOf({ SAMENSPEL_HOST: '0.0.0.0' })).toContain('anybody');
    expect(problemsOf({ SAMENSPEL_MODE: 'production', SAMENSPEL_URL: 'https://samenspel.example' })).toBe('');
  });

  it.each([
    ['a path', 'https://samenspel.example/pad', '/pad'],
    ['a path with a slash at its end', 'https://samenspel.example/pad/', '/pad/'],
    ['a double slash', 'https://samenspel.example//', '//'],
    ['a question', 'https://samenspel.example?x=1', '?x=1'],
    ['an empty question', 'https://samenspel.example/?', '?'],
    ['a fragment', 'https://samenspel.example/#x', '#x'],
    ['an empty fragment', 'https://samenspel.example#', '#'],
    ['a name and a password', 'https://iemand:geheim@samenspel.example', 'before the @'],
    ['no scheme', 'samenspel.example', 'https://'],
    ['no scheme, and a port', 'samenspel.example:8443', 'https://'],
    ['no scheme but slashes', '//samenspel.example', 'https://'],
    ['another scheme', 'ftp://samenspel.example', 'https://'],
  ])('[O10] refuses a public address with %s, and says what to take out or add', (_what, url, named) => {
    for (const mode of ['production', 'demonstration']) {
      const said = problemsOf({ SAMENSPEL_MODE: mode, SAMENSPEL_URL: url });
      expect(said).toContain('SAMENSPEL_URL');
      expect(said).toContain(named);
      expect(said).not.toContain('geheim');
    }
  });

  it.each(['https://samenspel.example', 'https://samenspel.example/', 'https://samenspel.example:8443/'])(
    '[O10] takes %s as it is',
    (url) => {
      const config = readConfig({ SAMENSPEL_MODE: 'production', SAMENSPEL_URL: url });
      expect(originsOf(config, 3000)).toEqual([url.replace(/\/$/, '')]);
    },
  );

  it('[O10] refuses a mail server with a path, which would be dropped', () => {
    const mail = { SAMENSPEL_SMTP_URL: 'smtp://mail.example/pad', SAMENSPEL_MAIL_FROM: 'a@b.example' };
    const production = { SAMENSPEL_MODE: 'production', SAMENSPEL_URL: 'https://samenspel.example' };
    expect(problemsOf({ ...production, ...mail })).toMatch(/SAMENSPEL_SMTP_URL.*\/pad/);
  });

  it('[O2] [N1] takes a mail server and the name in which it sends together, and in production only', () => {
    const production = { SAMENSPEL_MODE: 'production', SAMENSPEL_URL: 'https://samenspel.example' };
    const mail = {
      SAMENSPEL_SMTP_URL: 'smtp://user:p%40ss@mail.example:587',
      SAMENSPEL_MAIL_FROM: 'Samenspel <samenspel@samenspel.example>',
    };
    expect(readConfig(production)).toMatchObject({ smtp: null, proxies: 0 });
    expect(readConfig({ ...production, ...mail, SAMENSPEL_PROXIES: '2' })).toMatchObject({
      smtp: { from: mail.SAMENSPEL_MAIL_FROM },
      proxies: 2,
    });
    expect(problemsOf({ ...production, SAMENSPEL_SMTP_URL: mail.SAMENSPEL_SMTP_URL })).toContain('Set both');
    expect(problemsOf({ ...production, SAMENSPEL_MAIL_FROM: mail.SAMENSPEL_MAIL_FROM })).toContain('Set both');
    expect(problemsOf(mail)).toContain('outbox');
    for (const from of ['nobody', 'a@b\nBcc: c@d', 'A <b>', 'x <a@b> y']) {
      expect(problemsOf({ ...production, ...mail, SAMENSPEL_MAIL_FROM: from }), from).toContain('SAMENSPEL_MAIL_FROM');
    }
    expect(problemsOf({ ...production, ...mail, SAMENSPEL_SMTP_URL: 'http://x' })).toContain('SAMENSPEL_SMTP_URL');
    expect(problemsOf({ SAMENSPEL_PROXIES: '-1' })).toContain('SAMENSPEL_PROXIES');
  });
});
