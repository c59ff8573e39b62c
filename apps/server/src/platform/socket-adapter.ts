import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { SOCKET_OPTIONS } from '../documents/live/socket-options';
import { isAllowedOrigin } from './http/origin';

/**
 * socket.io with our options for every gateway (the options of a decorator hold for the first gateway only). Every request,
 * polling or WebSocket, must come from our own interface: `cors.origin` would not guard WebSockets.
 */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly allowedOrigins: readonly string[],
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
      ...options,
      ...SOCKET_OPTIONS,
      allowRequest: (request: IncomingMessage, callback: (error: string | null, allowed: boolean) => void) => {
        // Browsers leave the header out of same-origin GETs, which is how polling reads: there the fetch metadata says it.
        const { origin } = request.headers;
        const sameOriginRead = origin === undefined && request.headers['sec-fetch-site'] === 'same-origin';
        callback(null, sameOriginRead || isAllowedOrigin(origin, this.allowedOrigins));
      },
    } as ServerOptions) as Server;
  }
}
