export { FRAME_LIMITS } from '../admission/limits';
export { createCollabClient } from './collab-client';
export type { CollabClientOptions } from './collab-client';
export { indexedDbOutbox, webLeaseLocks } from './indexeddb-outbox';
export { REMOTE } from './live-section';
export type {
  Caret,
  CollabClient,
  LiveSection,
  LogPlace,
  News,
  Peer,
  RecoveredDraft,
  RefusalReason,
  SaveState,
  Unsubscribe,
} from './live-section';
export { lettersOf, movedIn, stretchesIn, wordsOf } from './moved-text';
export type { MovedLetter } from './moved-text';
export type { ClientClock, ClientLog, LeaseLocks, Outbox, OutboxRecord, Transport, TransportListener } from './ports';
export { socketTransport } from './socket-transport';
