import type { ZodType } from 'zod';
import { parseAnswer, problemOf } from './api';
import { RequestFailed } from './problem';

interface UploadOptions {
  /** Called with the part of the file that was sent, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
  readonly signal?: AbortSignal;
}

/** Sends a file's bytes. XMLHttpRequest, because fetch does not tell how much was sent. */
export function upload<T>(path: string, file: Blob, schema: ZodType<T>, options: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api${path}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) options.onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => reject(new RequestFailed('no-connection'));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      try {
        if (request.status >= 400) throw problemOf(request.status, request.responseText);
        resolve(parseAnswer(request.responseText, schema));
      } catch (error) {
        reject(error as Error);
      }
    };
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
