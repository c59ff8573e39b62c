import type { RecoveredDraft } from './live-section';
import type { LeaseLocks, Outbox, OutboxRecord } from './ports';

const RECORDS = 'records';
const DRAFTS = 'drafts';
type KeptDraft = RecoveredDraft & { readonly owner: string };

/** The outbox of a browser. Only text of sections that are open to the whole table comes here. */
export function indexedDbOutbox(name = 'samenspel-outbox'): Outbox {
  let opened: Promise<IDBDatabase> | null = null;
  const database = (): Promise<IDBDatabase> => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(RECORDS, { keyPath: 'key' });
        request.result.createObjectStore(DRAFTS, { keyPath: 'draftId' });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('indexedDB'));
    });
    return opened;
  };
  const write = async (store: string, change: (into: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await database()).transaction(store, 'readwrite', { durability: 'strict' });
    change(transaction.objectStore(store));
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
      write(RECORDS, (into) => {
        for (const key of remove) into.delete(key);
        for (const record of put) into.put(record);
      }),
    all: async (owner) =>
      (await read<OutboxRecord>(RECORDS, owner)).sort((one, other) => (one.key < other.key ? -1 : 1)),
    keepDraft: (owner, draft) => write(DRAFTS, (into) => into.put({ ...draft, owner } satisfies KeptDraft)),
    dropDraft: (draftId) => write(DRAFTS, (into) => into.delete(draftId)),
    drafts: async (owner) =>
      (await read<KeptDraft>(DRAFTS, owner))
        .sort((one, other) => (one.at < other.at ? -1 : 1))
        .map(({ owner: _owner, ...draft }) => draft),
  };
}

/** Locks by the browser: they end with the tab that holds them, however it ends. */
export function webLeaseLocks(): LeaseLocks {
  const held = new Set<string>();
  return {
    take(leaseId) {
      if (held.has(leaseId)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const request = navigator.locks.request(`samenspel-lease-${leaseId}`, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(false);
            return undefined;
          }
          held.add(leaseId);
          resolve(true);
          return new Promise<never>(() => {
            // held for as long as this page lives
          });
        });
        request.catch(() => resolve(false));
      });
    },
  };
}
