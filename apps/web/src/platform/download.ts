import { answerOf } from './api';
import { RequestFailed } from './problem';

/**
 * Fetches a file and lets the browser keep it. Not a plain link: a refusal would then be a page of JSON.
 *
 * @param otherwise name of the file when the server names none
 */
export async function download(path: string, otherwise: string): Promise<void> {
  const response = await answerOf('GET', path);
  const bytes = await response.blob().catch(() => {
    throw new RequestFailed('no-connection');
  });
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(response.headers.get('content-disposition')) ?? otherwise;
  link.click();
  // The browser has begun by the next turn; until then it must find the bytes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The name that an answer is to be kept under (RFC 6266); null when it has none. */
export function nameIn(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  try {
    return encoded === undefined ? null : decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
