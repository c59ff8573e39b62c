import { Problem } from '@samenspel/domain';
import type { ZodType } from 'zod';
import { RequestFailed } from './problem';

let notSignedIn: () => void = () => undefined;

/** Sets what happens when the server says that nobody is signed in (any more). */
export function whenNotSignedIn(listener: () => void): void {
  notSignedIn = listener;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Reads a resource and checks it against its contract. */
export function get<T>(path: string, schema: ZodType<T>): Promise<T> {
  return send('GET', path, schema);
}

/** Sends a command whose answer has a contract. */
export function post<T>(path: string, body: unknown, schema: ZodType<T>): Promise<T> {
  return send('POST', path, schema, body);
}

/** Sends a command that has no answer but success. */
export async function postNothing(path: string, body: unknown): Promise<void> {
  await answerOf('POST', path, body);
}

/** Replaces something of which nothing is told back. */
export async function putNothing(path: string, body: unknown): Promise<void> {
  await answerOf('PUT', path, body);
}

/** Replaces a resource. */
export function put<T>(path: string, body: unknown, schema: ZodType<T>): Promise<T> {
  return send('PUT', path, schema, body);
}

/** Removes a resource; there is no answer but success. */
export async function remove(path: string, body?: unknown): Promise<void> {
  await answerOf('DELETE', path, body);
}

async function send<T>(method: Method, path: string, schema: ZodType<T>, body?: unknown): Promise<T> {
  const response = await answerOf(method, path, body);
  return parseAnswer(await textOf(response), schema);
}

/** Sends a request; a refusal is a typed error. For answers that are no JSON. */
export async function answerOf(method: Method, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(`/api${path}`, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new RequestFailed('no-connection');
  });
  if (!response.ok) {
    const problem = problemOf(response.status, await textOf(response));
    if (problem.code === 'not-signed-in') notSignedIn();
    throw problem;
  }
  return response;
}

function textOf(response: Response): Promise<string> {
  return response.text().catch(() => {
    throw new RequestFailed('no-connection');
  });
}

/** Checks an answer against its contract; an answer that does not fit is never shown half. */
export function parseAnswer<T>(text: string, schema: ZodType<T>): T {
  const result = schema.safeParse(jsonOf(text));
  if (!result.success) throw new RequestFailed('not-understood');
  return result.data;
}

/** Turns an error answer into a typed error; what is no problem+json of ours is judged by its status. */
export function problemOf(status: number, text: string): RequestFailed {
  const problem = Problem.safeParse(jsonOf(text));
  if (problem.success) return new RequestFailed(problem.data.code, problem.data.fields);
  if (status === 413) return new RequestFailed('too-large');
  if (status === 429) return new RequestFailed('too-many-requests');
  if (status === 502 || status === 503 || status === 504) return new RequestFailed('unavailable');
  return new RequestFailed('not-understood');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
