import { Refusal } from '@samenspel/domain';
import { errorCode } from '../platform/http/problem';

/** SQLSTATE of a value that must be unique and is taken, and of a row that others refer to. */
const TAKEN = '23505';
const REFERRED_TO = '23503';

/** The answer of TypeORM to an UPDATE or DELETE: rows and their count. */
export type Changed<Row = unknown> = [Row[], number];

/** Of two who change the same thing at once, one is told. @throws Refusal `conflict` when nothing was changed */
export function changedOne([, count]: Changed): void {
  if (count !== 1) throw new Refusal('conflict');
}

/** Turns "this is taken" into a refusal that names the field. */
export async function unlessTaken<T>(work: Promise<T>, refusal: Refusal): Promise<T> {
  return translated(work, TAKEN, refusal);
}

/** Turns "others refer to this" into a refusal. @throws Refusal `in-use` */
export async function unlessUsed<T>(work: Promise<T>): Promise<T> {
  return translated(work, REFERRED_TO, new Refusal('in-use'));
}

async function translated<T>(work: Promise<T>, code: string, refusal: Refusal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Error && errorCode(error) === code ? refusal : error;
  }
}
