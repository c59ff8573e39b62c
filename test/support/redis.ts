import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

/** The Redis of several servers, where this machine has one. */
export class TestRedis {
  #child: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly folder: string,
  ) {}

  static get here(): boolean {
    return spawnSync('redis-server', ['--version']).status === 0;
  }

  /** Started, with nothing in it. */
  static async open(port: number, folder: string): Promise<TestRedis> {
    const redis = new TestRedis(port, folder);
    await redis.start();
    return redis;
  }

  async start(): Promise<void> {
    if (this.#child !== null) return;
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error('Redis ended')));
      child.stdout.on('data', (said: Buffer) => said.includes('Ready to accept connections') && resolve());
    });
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }
}
