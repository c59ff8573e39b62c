import type { RecoveredDraft } from './live-section';
import type { LeaseLocks, Outbox, OutboxRecord } from './ports';

const RECORDS = 'records';
const DRAFTS = 'drafts';
type KeptDraft = RecoveredDraft & { readonly owner: string };

/** A database that does not open within this time, in milliseconds, is told as one that keeps nothing. */
const OPEN_MS = 5_000;

/** The outbox of a browser. Only text of sections that are open to the whole table comes here. */
export function indexedDbOutbox(name = 'samenspel-outbox'): Outbox {
  let opened: Promise<IDBDatabase> | null = null;
  // Refused, or thrown away under us (somebody clears the data of this site): opened anew at the next call.
  const forget = (): void => void (opened = null);
  const database = (): Promise<IDBDatabase> => {
    if (opened !== null) return opened;
    opened = openDatabase(name, forget);
    opened.catch(forget);
    return opened;
  };
  const write = async (stores: string[], change: (into: (store: string) => IDBObjectStore) => void): Promise<void> => {
    const transaction = (await database()).transaction(stores, 'readwrite', { durability: 'strict' });
    change((store) => transaction.objectStore(store));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error ?? new Error('indexedDB'));
      transaction.onabort = () => reject(transaction.error ?? new Error('indexedDB'));
    });
  };
  const read = async <T extends { readonly owner: string }>(store: string, owner: string): Promise<T[]> => {
    const request = (await database()).transaction(store, 'readonly').objectStore(store).getAll();
    const all = await new Promise<T[]>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result as T[]);
      request.onerror = () => reject(request.error ?? new Error('indexedDB'));
    });
    return all.filter((one) => one.owner === owner);
  };
  return {
    replace: (remove, put) =>
      write([RECORDS], (into) => {
        for (const key of remove) into(RECORDS).delete(key);
        for (const record of put) into(RECORDS).put(record);
      }),
    all: async (owner) =>
      (await read<OutboxRecord>(RECORDS, owner)).sort((one, other) => (one.key < other.key ? -1 : 1)),
    keepDraft: (owner, draft, instead) =>
      write([RECORDS, DRAFTS], (into) => {
        for (const key of instead) into(RECORDS).delete(key);
        into(DRAFTS).put({ ...draft, owner } satisfies KeptDraft);
      }),
    dropDraft: (draftId) => write([DRAFTS], (into) => into(DRAFTS).delete(draftId)),
    drafts: async (owner) =>
      (await read<KeptDraft>(DRAFTS, owner))
        .sort((one, other) => (one.at < other.at ? -1 : 1))
        .map(({ owner: _owner, ...draft }) => draft),
  };
}

function openDatabase(name: string, gone: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    const late = setTimeout(() => reject(new Error('indexedDB does not answer')), OPEN_MS);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS, { keyPath: 'key' });
      request.result.createObjectStore(DRAFTS, { keyPath: 'draftId' });
    };
    request.onsuccess = () => {
      clearTimeout(late);
      request.result.onclose = gone;
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(late);
      reject(request.error ?? new Error('indexedDB'));
    };
  });
}

/** Locks by the browser: they end with the tab that holds them, however it ends. */
export function webLeaseLocks(): LeaseLocks {
  const held = new Map<string, () => void>();
  return {
    take(leaseId) {
      if (held.has(leaseId)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const request = navigator.locks.request(`samenspel-lease-${leaseId}`, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(false);
            return undefined;
          }
          resolve(true);
          // Held until it is let go, or the page ends.
          return new Promise<void>((release) => held.set(leaseId, release));
        });
        request.catch(() => resolve(false));
      });
    },
    release() {
      for (const release of held.values()) release();
      held.clear();
    },
  };
}
