import { expect, it } from 'vitest';
import { problemOf } from './problem';

const withCode = (code: string): Error => Object.assign(new Error('of PostgreSQL'), { code });

it.each([
  ['a deadlock', withCode('40P01')],
  ['a full disk', withCode('53100')],
  ['a statement that took too long', withCode('57014')],
  ['a connection that broke in the middle', new Error('Connection terminated unexpectedly')],
  ['a connection that broke before', new Error('Client has encountered a connection error and is not queryable')],
  ['no connection in time', new Error('timeout exceeded when trying to connect')],
  ['nobody there', withCode('ECONNREFUSED')],
  ['the same, wrapped by TypeORM', Object.assign(new Error('QueryFailedError'), { driverError: withCode('53100') })],
])('[C50] %s is "unavailable": not done, and may be tried again', (_name, error) => {
  expect(problemOf(error)).toEqual({ code: 'unavailable', status: 503 });
});

it('[C50] anything else stays what it is', () => {
  expect(problemOf(withCode('23505')).code).toBe('internal');
});
