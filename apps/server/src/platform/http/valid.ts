import { Body, Param, Query, type PipeTransform } from '@nestjs/common';
import { Refusal } from '@samenspel/domain';

/** The part of a zod schema that is used here. */
export interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { readonly path: readonly PropertyKey[] }[] } };
}

/** Checks a value at the edge. The refusal names fields, never a value: what was typed does not come back or into a log. */
export class ValidPipe<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: Schema<T>) {}

  transform(value: unknown): T {
    const result = this.schema.safeParse(value);
    if (result.success) return result.data;
    const fields = result.error.issues.map(({ path }) => path.map(String).join('.')).filter((field) => field !== '');
    throw new Refusal('invalid-input', [...new Set(fields)]);
  }
}

/** The body, checked by a contract. */
export const ValidBody = <T>(schema: Schema<T>): ParameterDecorator => Body(new ValidPipe(schema));

/** The query, checked by a contract. */
export const ValidQuery = <T>(schema: Schema<T>): ParameterDecorator => Query(new ValidPipe(schema));

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const lower = value.toLowerCase();
    if (!UUID.test(lower)) throw new Refusal('not-found');
    return lower;
  }
}

/** An id in the path. What cannot be an id is an address where nothing is, like any other. */
export const IdParam = (name: string): ParameterDecorator => Param(name, new IdPipe());

class PlacePipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^\d{1,3}$/.test(value)) throw new Refusal('not-found');
    return Number(value);
  }
}

/** A place in a list, from 0. */
export const PlaceParam = (name: string): ParameterDecorator => Param(name, new PlacePipe());
