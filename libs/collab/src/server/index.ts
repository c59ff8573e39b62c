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
