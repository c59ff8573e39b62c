import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, toBase64, toHex, utf8, type Bytes, type Hash } from './bytes';
import { NotCanonical } from './canonical-json';
import { checkpointText, keyStatementText, originOf, parseCheckpoint, parseKeyStatement } from './checkpoint';
import { commitmentBytes, leafText } from './leaf';
import { formatNote, keyIdOf, parseNote } from './notes';

declare const crypto: { subtle: { digest(name: string, bytes: Bytes): Promise<ArrayBuffer> } };
const hash: Hash = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const INSTALLATION = '0b0e7c0a-0000-4000-8000-000000000001';
const TABLE = '0b0e7c0a-0000-4000-8000-000000000002';
const AT = '2026-11-22T10:00:00.000Z';

describe('[Z5] what is hashed and signed', () => {
  it('is one text for a leaf', () => {
    const leaf = {
      table: TABLE,
      index: 7,
      kind: 'outcome',
      record: 'r',
      at: AT,
      fields: { title: 'bb', asked: 'aa' },
    };
    expect(leafText(leaf)).toBe(
      `{"at":"${AT}","fields":{"asked":"aa","title":"bb"},"form":"samenspel-leaf/1","index":"7","kind":"outcome","record":"r","table":"${TABLE}"}`,
    );
  });

  it('is prefix, zero byte, salt and canonical value for a commitment', () => {
    const salt = Uint8Array.from({ length: 32 }, (_, at) => at);
    expect(toHex(commitmentBytes(salt, { b: 'é', a: true }))).toBe(
      toHex(utf8('samenspel-commitment/1')) + '00' + toHex(salt) + toHex(utf8('{"a":true,"b":"é"}')),
    );
    expect(() => commitmentBytes(salt.slice(1), 'x')).toThrow(RangeError);
    expect(() => commitmentBytes(salt, 'e\u0301')).toThrow(NotCanonical);
  });

  it('is a C2SP checkpoint with its time, read back only as it was written', () => {
    const checkpoint = { origin: originOf(INSTALLATION, TABLE), size: 12, root: new Uint8Array(32).fill(9), at: AT };
    const text = checkpointText(checkpoint);
    expect(text).toBe(
      `samenspel/${INSTALLATION}/${TABLE}\n12\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\ntime ${AT}\n`,
    );
    expect(parseCheckpoint(text)).toEqual(checkpoint);
    for (const odd of [
      text.replace('12', '012'),
      text.replace('12', '1e1'),
      text.slice(0, -1),
      `${text}\n`,
      text.replace('=', ''),
      text.replace('CQk=', 'CQl='),
      text.replace('.000Z', 'Z'),
      text.replace('time', 'tijd'),
      `${text}more 1\n`,
    ])
      expect(parseCheckpoint(odd), odd).toBeNull();
  });

  it('is a statement for a key, read back only as it was written', () => {
    const statement = { installation: INSTALLATION, number: 1, publicKey: new Uint8Array(32).fill(1), since: AT };
    const text = keyStatementText(statement);
    expect(parseKeyStatement(text)).toEqual(statement);
    for (const odd of [text.replace('number 1', 'number 01'), text.trimEnd(), text.replace('since', 'from')])
      expect(parseKeyStatement(odd), odd).toBeNull();
  });

  it('is signed as a C2SP note, read back only as it was written', () => {
    const note = {
      text: 'one\ntwo\n',
      signer: 'samenspel/x',
      keyId: Uint8Array.of(1, 2, 3, 4),
      signature: new Uint8Array(64).fill(5),
    };
    const written = formatNote(note);
    expect(written.startsWith('one\ntwo\n\n\u2014 samenspel/x AQIDBAUFBQ')).toBe(true);
    expect(parseNote(written)).toEqual(note);
    for (const odd of [
      written + written.split('\n').at(-2) + '\n',
      written.trimEnd(),
      written.replace('\u2014', '-'),
      written.replace('\n\n', '\n'),
      written.replace('AQIDBAUF', 'AQIDBAU'),
      `${written}\n`,
    ])
      expect(parseNote(odd), odd).toBeNull();
  });

  it('names its key as C2SP does', async () => {
    // From the specification: SHA-256(name, newline, algorithm, key), the first four bytes.
    const key = fromBase64('dTS3Fs0jKKQWsK7wGLGOsyRJhw7vQLXpqAwj1hhTzGA=') ?? new Uint8Array();
    const whole = await hash(Uint8Array.from([...utf8('example.com/log\n'), 1, ...key]));
    expect(toHex(await keyIdOf(hash, 'example.com/log', key))).toBe(toHex(whole.slice(0, 4)));
  });
});

describe('[Z5] bytes as text', () => {
  it('have one spelling', () => {
    for (let length = 0; length < 70; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) % 256);
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }
    expect(toBase64(utf8('Samenspel'))).toBe('U2FtZW5zcGVs');
    for (const odd of ['A', 'AA', 'AA=', 'AB==', 'A===', 'AAA', 'AAB=', '====', 'A A=', 'AA==AA==']) {
      expect(fromBase64(odd), odd).toBeNull();
    }
    for (const odd of ['0', '0G', 'AB', ' 00']) expect(fromHex(odd), odd).toBeNull();
  });
});
