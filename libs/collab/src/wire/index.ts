export {
  CLOSING,
  MAX_JOIN,
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  REFUSALS,
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
  isText,
} from './messages';
export type { ClientMessage, ClosingReason, JoinRequest, Refused, ServerMessage } from './messages';
export { SectionMessages } from './section-messages';
export type { HeardMessage } from './section-messages';
export { MAX_CARET_BYTES } from './peers';
export type { MovedCaret, WireCaret, WirePeer } from './peers';
export { WireError } from './primitives';
export { MESSAGE_EVENT, clientPackets, serverPackets } from './packet-parser';
