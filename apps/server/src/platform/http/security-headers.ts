import type { NextFunction, Request, Response } from 'express';

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'self'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Addresses hold ids of plans and sections: no other site is told them.
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** A year: a browser that was here once never comes over plain http again. */
const HTTPS_ONLY = 'max-age=31536000';

/** Of an answer that depends on who asks. */
export const NOT_KEPT = { 'Cache-Control': 'no-store' } as const;

/** Is the product reached over https only? */
export function isHttpsOnly(allowedOrigins: readonly string[]): boolean {
  return allowedOrigins.every((origin) => origin.startsWith('https:'));
}

/** The headers that every answer carries, whatever gives it. */
export function headersOf(https: boolean): Readonly<Record<string, string>> {
  return https ? { ...HEADERS, 'Strict-Transport-Security': HTTPS_ONLY } : HEADERS;
}

/**
 * Express middleware: the headers that every answer carries, and no cache for anything that depends on who asks.
 *
 * @param https is the product reached over https only?
 */
export function securityHeaders(https: boolean) {
  const headers = Object.entries(headersOf(https));
  return (request: Request, response: Response, next: NextFunction): void => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (request.path === '/api' || request.path.startsWith('/api/'))
      response.setHeader('Cache-Control', NOT_KEPT['Cache-Control']);
    next();
  };
}
