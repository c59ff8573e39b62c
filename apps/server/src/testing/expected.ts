import { WHO, type Who } from './world';

/** What each role gets of each route that is about something: null for what it may not see. */
export type Expected = Record<Who, number | 'hidden'>;
export const of = (status: number | 'hidden', others: Partial<Expected> = {}): Expected =>
  ({ ...Object.fromEntries(WHO.map((who) => [who, status])), ...others }) as Expected;
export const EDIT_DOCUMENT = (status: number): Partial<Expected> => ({
  commissioner: status,
  otherCommissioner: status,
  chair: status,
  secretary: status,
});

/** A question to a route about something, by its id, and what everybody is to get. */
export interface Asked {
  readonly route: string;
  readonly path: (id: string) => string;
  readonly body?: unknown;
  readonly expected: Expected;
  readonly id: () => string;
}
