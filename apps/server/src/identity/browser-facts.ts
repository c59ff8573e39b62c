import type { Request } from 'express';

/** What a request tells of the browser that it comes from. */
export interface BrowserFacts {
  readonly address: string;
  readonly cookie: string | undefined;
  readonly userAgent: string | undefined;
}

export function browserOf(request: Request): BrowserFacts {
  return {
    address: request.ip ?? '',
    cookie: request.headers.cookie,
    userAgent: request.headers['user-agent'],
  };
}
