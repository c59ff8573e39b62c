import { join } from 'node:path';
import { z } from 'zod';
import { APP_ROLE } from './embedded-postgres';
import type { SmtpSettings } from './http/http-settings';

/** Everything that an operator can set, parsed once. */
export interface Config {
  readonly mode: 'demonstration' | 'production';
  readonly host: string;
  readonly port: number;
  /** Was the port asked for, so that another one would be a surprise? */
  readonly portChosen: boolean;
  /** Address at which people reach the product, when it is not this machine itself. */
  readonly publicUrl: URL | null;
  /** PostgreSQL of the operator's own; null: the embedded one. */
  readonly databaseUrl: string | null;
  /** Role that may change the structure of that database; the same as `databaseUrl` when not set. */
  readonly databaseOwnerUrl: string | null;
  /** Redis or Valkey by which several servers on one database tell each other that something changed; null: one server. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  /** One JSON object per line for a collector of logs, or lines to read. */
  readonly logFormat: 'json' | 'text';
  /** Where the operator's figures are served; null: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** File with the private key that signs what is recorded for good. Kept out of the database on purpose. */
  readonly sealKeyFile: string;
  /** Null: no mail goes out, and links are handed over. */
  readonly smtp: SmtpSettings | null;
  /** How many proxies of the operator's own stand in front: that many of the addresses in X-Forwarded-For are believed. */
  readonly proxies: number;
  /** Live connections, which are open windows, that one person may hold at a time. */
  readonly socketsPerPerson: number;
}

/** A setting that cannot be used, with what to do about it. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/** Live connections of one person at a time, unless the operator says otherwise. */
export const SOCKETS_PER_PERSON = 20;
const MAIL_FROM = /^(?:[^<>\p{Cc}]{1,100}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u;

const SETTINGS = {
  SAMENSPEL_MODE: z.enum(['demonstration', 'production']).default('demonstration'),
  SAMENSPEL_HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  SAMENSPEL_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the whole address, with http:// or https:// in front: https://samenspel.example.nl',
    })
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  SAMENSPEL_DATA: z.string().min(1).default('./data'),
  SAMENSPEL_LOG: z.enum(['json', 'text']).optional(),
  SAMENSPEL_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  SAMENSPEL_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  SAMENSPEL_SEAL_KEY: z.string().min(1).optional(),
  SAMENSPEL_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SAMENSPEL_MAIL_FROM: z
    .string()
    .regex(MAIL_FROM, 'must be an address, or a name with an address: Samenspel <samenspel@example.nl>')
    .optional(),
  SAMENSPEL_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  SAMENSPEL_SOCKETS_PER_PERSON: z.coerce.number().int().min(1).max(100_000).default(SOCKETS_PER_PERSON),
} as const;
const Settings = z.object(SETTINGS);

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
export const DEFAULT_PORT = 3000;

/**
 * Reads the environment. A name that begins with SAMENSPEL_ and is not known is an error: a misspelt setting would
 * otherwise silently not hold.
 * @throws ConfigError with a sentence for each problem
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  for (const name of Object.keys(environment)) {
    if (name.startsWith('SAMENSPEL_') && !(name in SETTINGS)) {
      problems.push(`${name} is not a setting. The settings are: ${Object.keys(SETTINGS).join(', ')}.`);
    }
  }
  const given = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, environment[name] || undefined]));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(`${issue.path.join('.')}: ${issue.message}.`);
    throw new ConfigError(problems);
  }
  const settings = parsed.data;
  const publicUrl = settings.SAMENSPEL_URL === undefined ? null : new URL(settings.SAMENSPEL_URL);
  if (publicUrl !== null) problems.push(...beyondOrigin('SAMENSPEL_URL', publicUrl));
  if (settings.SAMENSPEL_MODE === 'production') {
    if (publicUrl?.protocol !== 'https:') {
      problems.push('In production SAMENSPEL_URL must be the https address at which people reach Samenspel.');
    }
  } else if (!LOOPBACK.has(settings.SAMENSPEL_HOST)) {
    problems.push(
      'In demonstration mode anybody can sign in as anybody, so it listens on this machine only. ' +
        'Leave SAMENSPEL_HOST out, or set SAMENSPEL_MODE=production.',
    );
  }
  if (settings.DATABASE_OWNER_URL !== undefined && settings.DATABASE_URL === undefined) {
    problems.push('DATABASE_OWNER_URL is only used together with DATABASE_URL. Set both, or neither.');
  }
  if (settings.DATABASE_OWNER_URL !== undefined && settings.DATABASE_URL !== undefined) {
    const role = decodeURIComponent(new URL(settings.DATABASE_URL).username);
    if (role !== APP_ROLE) {
      problems.push(
        `With a role of its own for migrations (DATABASE_OWNER_URL), the role in DATABASE_URL must be called ${APP_ROLE}: ` +
          'the migrations give that role, and no other, what it needs.',
      );
    }
  }
  if (settings.REDIS_URL !== undefined && settings.DATABASE_URL === undefined) {
    problems.push(
      'REDIS_URL is for several servers on one database, and the embedded database belongs to one server. Set DATABASE_URL too, or leave REDIS_URL out.',
    );
  }
  if (settings.REDIS_URL !== undefined && settings.SAMENSPEL_SEAL_KEY === undefined) {
    problems.push(
      'With several servers (REDIS_URL) outcomes are sealed with one key: set SAMENSPEL_SEAL_KEY to a file that all of them can read.',
    );
  }
  const mailUrl = settings.SAMENSPEL_SMTP_URL;
  const mailFrom = settings.SAMENSPEL_MAIL_FROM;
  if (mailUrl !== undefined) problems.push(...beyondHost('SAMENSPEL_SMTP_URL', new URL(mailUrl)));
  if ((mailUrl === undefined) !== (mailFrom === undefined)) {
    problems.push('SAMENSPEL_SMTP_URL and SAMENSPEL_MAIL_FROM are only used together. Set both, or neither.');
  }
  if (mailUrl !== undefined && settings.SAMENSPEL_MODE === 'demonstration') {
    problems.push('A demonstration sends no mail: it shows its letters in an outbox. Leave SAMENSPEL_SMTP_URL out.');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({
    mode: settings.SAMENSPEL_MODE,
    host: settings.SAMENSPEL_HOST,
    port: settings.PORT ?? DEFAULT_PORT,
    portChosen: settings.PORT !== undefined,
    publicUrl,
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL ?? null,
    redisUrl: settings.REDIS_URL ?? null,
    dataDir: settings.SAMENSPEL_DATA,
    logFormat: settings.SAMENSPEL_LOG ?? (settings.SAMENSPEL_MODE === 'production' ? 'json' : 'text'),
    metrics:
      settings.SAMENSPEL_METRICS_PORT === undefined
        ? null
        : { host: settings.SAMENSPEL_METRICS_HOST, port: settings.SAMENSPEL_METRICS_PORT },
    sealKeyFile: settings.SAMENSPEL_SEAL_KEY ?? join(settings.SAMENSPEL_DATA, 'seal-key.pem'),
    smtp: mailUrl === undefined || mailFrom === undefined ? null : { url: new URL(mailUrl), from: mailFrom },
    proxies: settings.SAMENSPEL_PROXIES,
    socketsPerPerson: settings.SAMENSPEL_SOCKETS_PER_PERSON,
  });
}

/**
 * What a public address holds besides scheme, host and port. Pages, cookie and links stand at the root of their host: a path
 * that was dropped in silence would give letters links to another site (docs/spec.md O10).
 */
function beyondOrigin(name: string, url: URL): string[] {
  const named = url.username === '' && url.password === '';
  const rest = beyondHost(name, url);
  return named ? rest : [`${name} must not hold a name or password. Take what stands before the @ out.`, ...rest];
}

/** A path, query or fragment would be dropped in silence; a slash at the end says nothing. */
function beyondHost(name: string, url: URL): string[] {
  const rest = `${url.pathname === '/' ? '' : url.pathname}${url.search}${url.hash}`;
  if (rest === '' && !/[?#]/.test(url.href)) return [];
  return [
    `${name} must end after the name of the host and its port. Take "${rest === '' ? url.href.slice(-1) : rest}" out: ` +
      'Samenspel needs a host name of its own, and cannot run under a path of another site.',
  ];
}

/** The origins from which our own interface is served. */
export function originsOf(config: Config, port: number): string[] {
  if (config.publicUrl !== null) return [config.publicUrl.origin];
  return [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
}
