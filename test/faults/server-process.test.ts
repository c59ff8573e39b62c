import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failpointsDist } from '../support/crash-stage';
import { ROOT, startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';

const file = join(tmpdir(), `failpoint-${process.pid}`);
const arm = (name: string, does: string, after = 0): void => writeFileSync(file, JSON.stringify({ name, does, after }));

let product: Product;
let scribe: Scribe;
beforeAll(async () => {
  product = await startProduct({
    dist: failpointsDist(),
    nodeArgs: ['--max-old-space-size=256', '--import', join(ROOT, 'test/support/failpoint.mjs')],
    env: { FAILPOINT_FILE: file },
  });
  scribe = await Scribe.at(product.url);
});
afterAll(async () => {
  scribe.leave();
  await product.remove();
  rmSync(file, { force: true });
});

describe('fault C29: work that holds everybody up for three seconds', () => {
  it('[O9] is told in the log, and no connection is lost by it', async () => {
    const other = await Scribe.at(product.url, 'Annemiek Roos', 1);
    let lost = 0;
    for (const { client } of [scribe, other]) client.on('changed', () => (lost += client.connected ? 0 : 1));
    arm('frame', 'block');
    await scribe.save();
    await other.save();
    await expect.poll(() => product.output()).toMatch(/Nobody was served for [23]\d\d\d ms/);
    expect(lost).toBe(0);
    await scribe.expectAllOnce();
    other.leave();
  });
});

describe.each([
  ['fault C31: a server without memory', 'frame', 'grow'],
  ['fault C32: a failure that nobody waits for', 'frame', 'reject'],
])('%s', (_fault, point, does) => {
  it('[C1] ends as a whole, and after its start everything is there and goes on', async () => {
    await scribe.save();
    arm(point, does);
    scribe.type();
    await product.ended;
    expect(product.output()).toMatch(does === 'grow' ? 'heap out of memory' : 'nobody waits for this');
    product = await product.again();
    await scribe.told('saved');
    await scribe.expectAllOnce();
  });
});

describe('fault C22: a server that is killed while it makes a file', () => {
  it('[F6] hands out no half file, leaves nothing behind, and makes it when it is asked again', async () => {
    const { documents } = await scribe.member.send<TableView>('GET', scribe.tablePath);
    const path = `/api/documents/${documents[0]?.documentId ?? ''}/export?format=docx`;
    const files = (): string[] => readdirSync(product.dataDir).sort();
    const before = files();
    arm('export', 'kill');
    await expect(scribe.answer('GET', path)).rejects.toThrow('fetch failed');
    await product.ended;
    product = await product.again();
    expect(files()).toEqual(before);
    expect((await scribe.answer('GET', path)).status).toBe(200);
  });
});
