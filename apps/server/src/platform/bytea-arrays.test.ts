import { Random } from '@samenspel/collab/testing';
import { describe, expect, it } from 'vitest';
import { asPg, byteaArray } from './bytea-arrays';

function written(rows: readonly (Uint8Array | null)[]): string {
  const elements = rows.map((row) => (row === null ? 'NULL' : `"\\\\x${Buffer.from(row).toString('hex')}"`));
  return `{${elements.join(',')}}`;
}

describe('[C8] rows of the log that come in one array', () => {
  it('are read as pg itself reads them, empty ones and those that are not there too', () => {
    const random = new Random(1);
    for (let n = 0; n < 200; n += 1) {
      const rows = Array.from({ length: random.below(6) }, () =>
        random.chance(0.1) ? null : Uint8Array.from({ length: random.below(40) }, () => random.below(256)),
      );
      const text = written(rows);
      expect(byteaArray(text), text).toEqual(asPg(text));
      expect(byteaArray(text)).toEqual(rows.map((row) => row && Buffer.from(row)));
    }
  });

  it.each([String.raw`{abc,"a\\001,\"b"}`, String.raw`[2:3]={"\\x01","\\x02"}`, String.raw`{{"\\x01"},{"\\x02"}}`])(
    'are left to pg when they are written in another way: %s',
    (text) => {
      expect(byteaArray(text)).toEqual(asPg(text));
    },
  );
});
