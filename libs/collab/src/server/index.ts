export { SectionEngine } from './engine';
export type {
  AddressedNews,
  Asked,
  Bus,
  ClusterStore,
  CommitResult,
  Connection,
  EngineLog,
  EnginePorts,
  FactSource,
  FrameToCommit,
  Head,
  Heard,
  Lease,
  LogRow,
  Moment,
  Scheduler,
  SectionFacts,
  SectionStore,
  Speaker,
  StoredText,
  TailRow,
} from './ports';
export { compact } from '../compaction/compact';
export type { CompactionInput, CompactionOutput } from '../compaction/compact';
export type { NewsKind } from '../wire/messages';
export { MAX_MESSAGE_BYTES, PROTOCOL_VERSION, decodeClientMessage, encodeServerMessage } from '../wire/messages';
export { WireError } from '../wire/primitives';
export { eraseFromUpdate } from '../erasure/erase-update';
export { eraseHistories } from '../erasure/erase-histories';
export type { ErasedUpdate } from '../erasure/erase-histories';
export { copiedLetters } from '../history/origins';
export type { CopiedLetters } from '../history/origins';
export { IdRanges } from '../history/id-ranges';
export type { IdRange } from '../history/id-ranges';
export { findWords, planErasure } from '../erasure/plan-erasure';
export type { ErasurePlan, HistoryBytes, PassagePlace, PassageToErase } from '../erasure/plan-erasure';
