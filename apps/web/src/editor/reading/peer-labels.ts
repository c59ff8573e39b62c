import { type InjectionKey, shallowRef, type ShallowRef } from 'vue';

/** Which carets show their label now: the three that moved last, and each for a short while only. */
export interface PeerLabels {
  readonly shown: Readonly<ShallowRef<ReadonlySet<string>>>;
  moved(key: string): void;
  stop(): void;
}

export const PEER_LABELS: InjectionKey<PeerLabels> = Symbol('peer labels');

const MOST = 3;
const SHOWN_MS = 3000;

export function createPeerLabels(): PeerLabels {
  const shown = shallowRef<ReadonlySet<string>>(new Set());
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const hide = (key: string): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
    shown.value = new Set(timers.keys());
  };
  return {
    shown,
    moved: (key) => {
      clearTimeout(timers.get(key));
      // Set anew, so that the latest is the last.
      timers.delete(key);
      timers.set(
        key,
        setTimeout(() => hide(key), SHOWN_MS),
      );
      for (const oldest of timers.keys()) {
        if (timers.size <= MOST) break;
        hide(oldest);
      }
      shown.value = new Set(timers.keys());
    },
    stop: () => {
      for (const key of timers.keys()) hide(key);
    },
  };
}
