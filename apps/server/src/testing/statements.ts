import { Client } from 'pg';

/** Every statement that goes from this process to PostgreSQL, in order, without its values. */
export class Statements {
  readonly #sent: string[] = [];
  readonly #query = Client.prototype.query;

  private constructor() {
    const sent = this.#sent;
    const query = this.#query as (this: Client, ...of: unknown[]) => unknown;
    Client.prototype.query = function (this: Client, ...of: unknown[]): unknown {
      sent.push(textOf(of[0]));
      return query.apply(this, of);
    } as typeof Client.prototype.query;
  }

  /** From here on until `stop`. To be called before the application makes its connections, which may keep what they found. */
  static listen(): Statements {
    return new Statements();
  }

  /** Those since the last time that this was asked. */
  take(): string[] {
    return this.#sent.splice(0);
  }

  stop(): void {
    Client.prototype.query = this.#query;
  }
}

function textOf(query: unknown): string {
  const text = typeof query === 'string' ? query : (query as { text?: string } | undefined)?.text;
  return (text ?? '?').replaceAll(/\s+/g, ' ').trim();
}
