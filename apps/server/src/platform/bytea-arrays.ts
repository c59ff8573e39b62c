import { types, TypeOverrides } from 'pg';

/** PostgreSQL's number for the type `bytea[]`. */
const BYTEA_ARRAY = 1_001;
/** How an element begins: bytes in hexadecimal, whose backslash an array doubles. */
const HEX = String.raw`"\\x`;

type Parser = (text: string) => readonly unknown[];

/** What pg itself reads such an array with; its types do not know the number. */
export const asPg = (types.getTypeParser as (oid: number, format: 'text') => Parser)(BYTEA_ARRAY, 'text');

/**
 * Reads rows of bytes that come as one array. pg goes through an array letter by letter: a section of a few megabytes held up
 * the whole server for seconds when somebody opened it. What is written in any other way is left to pg.
 */
export function byteaArray(text: string): readonly unknown[] {
  if (text === '{}') return [];
  const elements = text.slice(1, -1).split(',');
  if (!text.startsWith('{') || !elements.every((one) => one === 'NULL' || one.startsWith(HEX))) return asPg(text);
  return elements.map((one) => (one === 'NULL' ? null : Buffer.from(one.slice(HEX.length, -1), 'hex')));
}

/** How values of the database are read. */
export const VALUE_TYPES = new TypeOverrides();
VALUE_TYPES.setTypeParser(BYTEA_ARRAY, 'text', byteaArray);
