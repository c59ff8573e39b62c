import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CrashDatabase } from '../support/crash-database';
import { failpointsDist } from '../support/crash-stage';
import { startFakeSmtp, type FakeSmtp } from '../support/fake-smtp';
import { ROOT, startProduct } from '../support/product';

const ORIGIN = 'https://samenspel.test';
const EMAIL = 'beheer@example.org';
const folder = mkdtempSync(join(tmpdir(), 'mail-'));
let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(async () => {
  await smtp.close();
  rmSync(folder, { recursive: true, force: true });
});

it('fault C23: [N2] a server that is killed between sending a letter and noting it sends it again as the same letter, and then never more', async () => {
  const file = join(folder, 'failpoint');
  const dataDir = join(folder, 'data');
  let product = await startProduct({
    dataDir,
    dist: failpointsDist(),
    nodeArgs: ['--import', join(ROOT, 'test/support/failpoint.mjs')],
    env: {
      SAMENSPEL_MODE: 'production',
      SAMENSPEL_URL: ORIGIN,
      SAMENSPEL_SMTP_URL: smtp.url,
      SAMENSPEL_MAIL_FROM: 'samenspel@example.org',
      FAILPOINT_FILE: file,
    },
  });
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`http://127.0.0.1:${product.port}${path}`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await expect.poll(() => product.output()).toMatch(/\/instellen\/[\w-]{43}/);
  const token = /\/instellen\/([\w-]{43})/.exec(product.output())?.[1];
  const setUp = await post('/api/setup', {
    token,
    name: 'Beheer',
    email: EMAIL,
    password: 'een lang en vreemd woord 7',
    regionName: 'Regio',
  });
  expect(setUp.status).toBe(200);
  writeFileSync(file, JSON.stringify({ name: 'mail-sent', does: 'kill', after: 0 }));
  expect((await post('/api/password/forgotten', { email: EMAIL })).status).toBe(204);
  await product.ended;
  expect(smtp.letters).toHaveLength(1);
  product = await product.again();
  const database = await new CrashDatabase(dataDir).connect();
  // Its next attempt is minutes away.
  await database.query('UPDATE mails SET due_at = now() WHERE sent_at IS NULL');
  await expect.poll(() => smtp.letters.length, { timeout: 10_000 }).toBe(2);
  const ids = smtp.letters.map((letter) => /^Message-ID: (\S+)/im.exec(letter)?.[1]);
  expect(ids[0]).toBeDefined();
  expect(ids[1]).toBe(ids[0]);
  const left = async (): Promise<number | null> =>
    (await database.query('SELECT 1 FROM mails WHERE sent_at IS NULL OR text IS NOT NULL OR recipient IS NOT NULL'))
      .rowCount;
  await expect.poll(left).toBe(0);
  await database.end();
  await product.stop();
});
