export { REMOTE } from './live-section';
export type {
  Caret,
  CollabClient,
  LiveSection,
  News,
  Peer,
  RecoveredDraft,
  RefusalReason,
  SaveState,
  Unsubscribe,
} from './live-section';
