import type { LeaseLocks, Outbox, OutboxRecord } from './ports';

const STORE = 'records';

/** The outbox of a browser. Only text of sections that are open to the whole table comes here. */
export function indexedDbOutbox(name = 'samenspel-outbox'): Outbox {
  let opened: Promise<IDBDatabase> | null = null;
  const database = (): Promise<IDBDatabase> => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('indexedDB'));
    });
    return opened;
  };
  return {
    async replace(remove, put) {
      const transaction = (await database()).transaction(STORE, 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(STORE);
      for (const key of remove) store.delete(key);
      for (const record of put) store.put(record);
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error ?? new Error('indexedDB'));
        transaction.onabort = () => reject(transaction.error ?? new Error('indexedDB'));
      });
    },
    async all(owner) {
      const request = (await database()).transaction(STORE, 'readonly').objectStore(STORE).getAll();
      const records = await new Promise<OutboxRecord[]>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result as OutboxRecord[]);
        request.onerror = () => reject(request.error ?? new Error('indexedDB'));
      });
      return records.filter((record) => record.owner === owner).sort((one, other) => (one.key < other.key ? -1 : 1));
    },
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
