import type { IncomingMessage } from 'node:http';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { SOCKET_OPTIONS } from './socket-options';
import { HTTP_SETTINGS, type HttpSettings } from '../../platform/http/http-settings';
import { headersOf, isHttpsOnly, NOT_KEPT } from '../../platform/http/security-headers';
import { Figures } from '../../platform/operating/figures';
import { requestLog, upgradeLog } from '../../platform/operating/request-log';
import { guardRequests, isOwnPage, type SocketEngine } from '../../platform/socket-requests';

/** How these requests are called in the log and the figures. */
const ROUTE = '/live';

/**
 * socket.io with our options for every gateway (the options of a decorator hold for the first gateway only). Every request,
 * polling or WebSocket, must come from our own interface: `cors.origin` would not guard WebSockets.
 */
export class SocketAdapter extends IoAdapter {
  constructor(
    private readonly context: INestApplicationContext,
    private readonly allowedOrigins: readonly string[],
  ) {
    super(context);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      ...SOCKET_OPTIONS,
      allowRequest: (request: IncomingMessage, callback: (error: string | null, allowed: boolean) => void) =>
        callback(null, isOwnPage(request, this.allowedOrigins)),
    } as ServerOptions) as Server;
    const { logRequests } = this.context.get<HttpSettings>(HTTP_SETTINGS);
    const [figures, logger] = [this.context.get(Figures), logRequests ? new Logger('http') : null];
    const answered = requestLog(figures, logger, ROUTE);
    guardRequests(
      server.engine as unknown as SocketEngine,
      this.allowedOrigins,
      { ...headersOf(isHttpsOnly(this.allowedOrigins)), ...NOT_KEPT },
      {
        answered: (request, response) => answered(request, response, () => undefined),
        upgrade: upgradeLog(figures, logger, ROUTE),
      },
    );
    return server;
  }
}
