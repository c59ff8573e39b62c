import { createServer } from 'node:net';

const TRIES = 50;

/** The first free port from `port` on. @throws Error when there is none among the next fifty */
export async function freePort(host: string, port: number): Promise<number> {
  for (let candidate = port; candidate < Math.min(port + TRIES, 65_536); candidate += 1) {
    if (await isFree(host, candidate)) return candidate;
  }
  throw new Error(`No free port between ${port} and ${port + TRIES - 1}. Set PORT to one that is free.`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
