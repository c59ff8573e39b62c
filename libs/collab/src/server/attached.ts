import { can, type Action } from '@samenspel/domain';
import { encodeServerMessage, type ClientMessage, type ServerMessage } from '../wire/messages';
import type { Connection, SectionFacts } from './ports';
import type { Room } from './room';

/** A connection as the engine holds it. */
export interface Attached {
  readonly connection: Connection;
  readonly key: number;
  readonly rooms: Set<Room>;
  open: boolean;
  /** Messages of one connection are handled one after the other: what it sent first is decided first. */
  turn: Promise<void>;
  queued: number;
  /** Where this connection has its caret: one person writes in one place. */
  caretIn: Room | null;
}

/**
 * The right that each kind of message needs on its section, looked up again for every message. A kind without an entry does
 * not compile. `join` decides per section, `leave` needs none: who is not in a room cannot leave it.
 */
export const GUARD = {
  join: 'section.read',
  leave: null,
  lease: 'section.write',
  frame: 'section.write',
  caret: 'section.write',
} as const satisfies Record<ClientMessage['type'], Action | null>;

export function send(connection: Connection, message: ServerMessage): void {
  connection.send(encodeServerMessage(message));
}

/** May this connection read a section of which these are the facts? */
export function mayRead(connection: Connection, facts: SectionFacts): boolean {
  return can(connection.speaker.actor, 'section.read', { kind: 'section', access: facts.access });
}
