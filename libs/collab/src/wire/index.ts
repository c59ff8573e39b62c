export {
  CLOSING,
  MAX_CARET_BYTES,
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
export type {
  ClientMessage,
  ClosingReason,
  JoinRequest,
  Refused,
  ServerMessage,
  WireCaret,
  WirePeer,
} from './messages';
export { WireError } from './primitives';
export { MESSAGE_EVENT, clientPackets, serverPackets } from './packet-parser';
