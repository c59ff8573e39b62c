import { decodeServerMessage, type ServerMessage } from './messages';
import { WireError } from './primitives';

type Update = Extract<ServerMessage, { type: 'update' }>;

/** What the server says, with the section that an update is of. */
export type HeardMessage = Exclude<ServerMessage, Update> | (Update & { readonly sectionId: string });

/**
 * Reads what the server says on one connection, from its beginning: an update, of which there are more than of all else, names
 * its section by the short number that came with `joined`.
 */
export class SectionMessages {
  readonly #sections = new Map<number, string>();

  /** @throws WireError when it is no message, or of a section that was never joined here */
  read(bytes: Uint8Array): HeardMessage {
    const message = decodeServerMessage(bytes);
    if (message.type === 'joined') this.#sections.set(message.room, message.sectionId);
    if (message.type !== 'update') return message;
    const sectionId = this.#sections.get(message.room);
    if (sectionId === undefined) throw new WireError('an update of no section');
    return { ...message, sectionId };
  }
}
