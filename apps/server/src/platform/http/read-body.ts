import { Refusal } from '@samenspel/domain';
import type { Request } from 'express';

/**
 * Reads a body of plain bytes, after the guards: nobody without a session makes the server hold a file.
 *
 * @param request its body must not have been read yet
 * @param limit most bytes taken; what comes after is thrown away while the refusal is on its way
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (request.headers['content-type'] !== 'application/octet-stream') throw new Refusal('invalid-input');
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    throw new Refusal('too-large');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      request.removeAllListeners('data');
      request.resume();
      reject(new Refusal('too-large'));
    });
    request.once('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    request.once('error', reject);
    request.once('aborted', () => reject(new Refusal('invalid-input')));
  });
}
