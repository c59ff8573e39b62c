import type { Connection, Speaker } from '@samenspel/collab/server';
import { decodeServerMessage, type ClientMessage, type ServerMessage } from '@samenspel/collab/wire';
import { SessionService } from '../identity/session.service';
import type { Browser } from './browser';
import type { LiveApp } from './live-app';

/** A connection of somebody who is really signed in, with a wire that keeps what it was handed. */
export class EngineLine implements Connection {
  readonly heard: ServerMessage[] = [];

  private constructor(
    private readonly app: LiveApp,
    readonly speaker: Speaker,
  ) {
    app.live.engine.attach(this);
  }

  /** Of the person and seat that this browser is signed in as. */
  static async of(app: LiveApp, browser: Browser): Promise<EngineLine> {
    const signedIn = await app.get(SessionService).actorFromCookieHeader(browser.cookie ?? '');
    if (signedIn === null || signedIn.party === null) throw new Error('nobody is signed in, or without a seat');
    return new EngineLine(app, { actor: signedIn.actor, party: signedIn.party, personName: signedIn.person.name });
  }

  send(bytes: Uint8Array): void {
    this.heard.push(decodeServerMessage(bytes));
  }

  sendVolatile(bytes: Uint8Array): boolean {
    this.send(bytes);
    return true;
  }

  hasBacklog(): boolean {
    return false;
  }

  close(): void {
    throw new Error('closed');
  }

  /** Says something and returns what came back of it, without what is told of others meanwhile. */
  async say(message: ClientMessage): Promise<ServerMessage[]> {
    const from = this.heard.length;
    await this.app.live.engine.receive(this, message);
    await this.app.live.engine.rightsChanged(crypto.randomUUID()); // waits for the commits in flight
    return this.heard.slice(from).filter(({ type }) => !['peers', 'carets', 'news'].includes(type));
  }
}
