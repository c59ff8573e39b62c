import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { plainText } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../support/command';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { typeWord } from '../support/typing';

const ISSUE_1 = join(import.meta.dirname, '../integration/fixtures/issue-1.backup');

const folder = mkdtempSync(join(tmpdir(), 'samenspel-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

async function writer(member: Member): Promise<{ client: ReturnType<Member['connect']>; section: LiveSection }> {
  const plan = await member.plan();
  const sectionId = plan.sections.find(({ right, restricted }) => right === 'write' && !restricted)?.sectionId ?? '';
  const client = member.connect();
  const section = client.open(sectionId, { title: 'Plan', restricted: false });
  await until(section, () => section.state === 'live');
  expect(await section.prepareToWrite()).toBe(true);
  return { client, section };
}

const words = (section: LiveSection): string[] => plainText(section.doc).match(/\b(voor|tijdens|na)-\d+\b/g) ?? [];

/** The same lines with a hash that fits them: whole, as far as the file itself can tell. */
function signed(text: string): string {
  const lines = text.trimEnd().split('\n');
  const footer = JSON.parse(lines.pop() ?? '') as object;
  const sha256 = createHash('sha256')
    .update(`${lines.join('\n')}\n`)
    .digest('hex');
  return `${[...lines, JSON.stringify({ ...footer, sha256 })].join('\n')}\n`;
}

describe('the drill: everything is put back, while people have newer text open', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.remove());

  it('[U1] [U2] [U3] a backup of a running server holds one moment, and what was written since is given back, not mixed', async () => {
    const { client, section } = await writer(await Member.signIn(product.url, 'Marloes Terpstra'));
    const other = await writer(await Member.signIn(product.url, 'Annemiek Roos'));
    for (let n = 0; n < 20; n += 1) typeWord(section.doc, `voor-${n}`);
    await until(section, () => section.save.kind === 'saved');

    const env = { SAMENSPEL_DATA: product.dataDir };
    const backedUp = command('backup', ['--to', at('one.backup')], env);
    let typed = 0;
    let done = false;
    void backedUp.then(() => (done = true));
    while (!done) {
      typeWord(other.section.doc, `tijdens-${typed++}`);
      await until(other.section, () => other.section.save.kind === 'saved');
    }
    expect(await backedUp).toMatchObject({ code: 0 });
    expect(typed).toBeGreaterThan(0);
    expect(statSync(at('one.backup')).mode & 0o777).toBe(0o600);
    for (let n = 0; n < 5; n += 1) typeWord(section.doc, `na-${n}`);
    await until(section, () => section.save.kind === 'saved');
    await until(section, () => words(section).length === 25 + typed);

    await product.stop();
    typeWord(section.doc, 'na-5');
    const dataDir = at('restored');
    const restored = await command('restore', ['--from', at('one.backup')], { SAMENSPEL_DATA: dataDir });
    expect(restored).toMatchObject({ code: 0 });
    const port = Number(new URL(product.url).port);
    rmSync(product.dataDir, { recursive: true, force: true });
    product = await startProduct({ dataDir, port });

    await until(section, () => section.state === 'closed');
    const [draft, ...more] = client.drafts;
    expect(more).toEqual([]);
    expect(draft).toMatchObject({ reason: 'generation' });
    expect(draft?.text.match(/\w+-\d+/g)).toEqual(['na-0', 'na-1', 'na-2', 'na-3', 'na-4', 'na-5']);
    await until(other.section, () => other.section.state === 'closed');

    const again = client.open(section.sectionId, { title: 'Plan', restricted: false });
    await until(again, () => again.state === 'live');
    const held = words(again);
    expect(held.filter((word) => word.startsWith('voor'))).toHaveLength(20);
    expect(held.filter((word) => word.startsWith('na'))).toEqual([]);
    // Of what was typed meanwhile it holds a beginning without gaps; the rest is with who typed it.
    const during = held.filter((word) => word.startsWith('tijdens'));
    expect(new Set(during)).toEqual(new Set(during.map((_, n) => `tijdens-${n}`)));
    const givenBack = other.client.drafts.flatMap(({ text }) => text.match(/tijdens-\d+/g) ?? []);
    expect(during.length + givenBack.length).toBe(typed);
    expect(await again.prepareToWrite()).toBe(true);
    typeWord(again.doc, 'verder');
    await until(again, () => again.save.kind === 'saved');
    client.destroy();
    other.client.destroy();
  });

  it('[U2] changes nothing when the file is not whole or the place is not empty', async () => {
    const whole = readFileSync(at('one.backup'));
    const text = gunzipSync(whole).toString('utf8');
    const files: Record<string, Buffer> = {
      cut: whole.subarray(0, whole.length - 200),
      'cut at a line': gzipSync(text.slice(0, text.lastIndexOf('\n{'))),
      'a row less': gzipSync(text.replace(/\n[^\n{\\]+\n/, '\n')),
      'a word changed': gzipSync(text.replace('demonstration', 'demonstratiom')),
      'no backup': Buffer.from('hello'),
      'of a newer version': gzipSync(signed(text.replace('Facts1795305600001', 'Facts9999999999999'))),
    };
    for (const [name, bytes] of Object.entries(files)) {
      writeFileSync(at(name), bytes);
      const dataDir = at(`into ${name}`);
      const { code, output } = await command('restore', ['--from', at(name)], { SAMENSPEL_DATA: dataDir });
      expect(code, name).toBe(1);
      expect(output, name).toContain(name === 'of a newer version' ? 'newer version' : 'not a whole backup');
      expect(() => statSync(dataDir), name).toThrow('ENOENT');
    }
    const busy = at('busy');
    mkdirSync(busy);
    writeFileSync(join(busy, 'something'), '');
    const refused = await command('restore', ['--from', at('one.backup')], { SAMENSPEL_DATA: busy });
    expect(refused.output).toContain('already');
    expect(refused.code).toBe(1);
  });
});

describe('[U2] a restore that was broken off', () => {
  it('keeps the server from starting on what is half a past', async () => {
    const dataDir = at('half');
    expect(await command('restore', ['--from', ISSUE_1], { SAMENSPEL_DATA: dataDir })).toMatchObject({ code: 0 });
    const whole = await startProduct({ dataDir });
    const client = new Client({
      host: join(dataDir, 'run'),
      port: 5432,
      user: 'samenspel_owner',
      database: 'samenspel',
    });
    await client.connect();
    await client.query('CREATE TABLE restore_unfinished (since timestamptz)');
    await client.end();
    await whole.stop();
    await expect(startProduct({ dataDir })).rejects.toThrow('was broken off');
  });
});

describe('[U4] a database of the version before this one', () => {
  it('is brought up to date with everything in it', async () => {
    const dataDir = at('issue-1');
    expect(await command('restore', ['--from', ISSUE_1], { SAMENSPEL_DATA: dataDir })).toMatchObject({ code: 0 });
    const product = await startProduct({ dataDir });
    try {
      const member = await Member.signIn(product.url, 'Marloes Terpstra');
      const plan = await member.plan();
      expect(plan.sections.length).toBeGreaterThan(10);
      const { client, section } = await writer(member);
      expect(plainText(section.doc).length).toBeGreaterThan(20);
      typeWord(section.doc, 'verder');
      await until(section, () => section.save.kind === 'saved');
      client.destroy();
    } finally {
      await product.stop();
    }
  });
});
