import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The database answers within this time, in milliseconds, or it counts as away. */
const DATABASE_MS = 2_000;

/** May a balancer send people here? */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  #stopping = false;

  constructor(private readonly dataSource: DataSource) {}

  beforeApplicationShutdown(): void {
    this.#stopping = true;
  }

  async state(): Promise<'ready' | 'stopping' | 'database-away'> {
    if (this.#stopping) return 'stopping';
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), DATABASE_MS)));
    try {
      const answer = await Promise.race([this.dataSource.query('SELECT 1'), late]);
      return answer === 'late' ? 'database-away' : 'ready';
    } catch {
      return 'database-away'; // whatever it is, nobody can be served
    } finally {
      clearTimeout(timer);
    }
  }
}
