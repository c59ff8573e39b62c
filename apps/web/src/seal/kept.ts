import { recall, remember } from '../platform/browser-memory';

/**
 * The last checkpoint of a log that this browser saw and found right. It holds no content. Whoever shortens or replaces
 * the log later cannot make it fit what is kept here.
 */
export const keptCheckpoint = (tableId: string): string | null => recall(`seal.${tableId}`);

export function keepCheckpoint(tableId: string, checkpoint: string): void {
  remember(`seal.${tableId}`, checkpoint);
}
