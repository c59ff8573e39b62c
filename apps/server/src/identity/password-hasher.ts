import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { normalPassword, Refusal } from '@samenspel/domain';

interface Cost {
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's advice for argon2id. A stored hash names its own, so these may grow. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Each takes 19 MB and a core: a flood of them waits in line, and does not stop who types. */
const AT_ONCE = 2;
const MOST_WAITING = 100;

const FORM = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;
const work = promisify(argon2);

/** Makes and checks what is stored of a password: argon2id, in the usual form that names its own parameters. */
@Injectable()
export class PasswordHasher {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** @throws Refusal `too-many-requests` when too many wait */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.#derive(password, salt, COST);
    return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${plain(salt)}$${plain(hash)}`;
  }

  /**
   * Is this the password? Without a stored one the answer is no, after the same work: how long it takes does not tell who
   * has an account.
   * @throws Refusal `too-many-requests` when too many wait
   */
  async verify(password: string, stored: string | null): Promise<boolean> {
    const parts = stored === null ? null : partsOf(stored);
    if (parts === null) {
      await this.#derive(password, Buffer.alloc(SALT_BYTES), COST);
      return false;
    }
    return timingSafeEqual(await this.#derive(password, parts.salt, parts.cost), parts.hash);
  }

  /** Was this stored with other parameters than those of today? */
  isOld(stored: string): boolean {
    const cost = partsOf(stored)?.cost;
    return cost?.memory !== COST.memory || cost.passes !== COST.passes || cost.parallelism !== COST.parallelism;
  }

  async #derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
    await this.#turn();
    try {
      return await work('argon2id', { message: normalPassword(password), nonce: salt, tagLength: HASH_BYTES, ...cost });
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  /** Who waits gets the place of who is ready, so that nobody slips in between. */
  #turn(): Promise<void> {
    if (this.#running < AT_ONCE) {
      this.#running += 1;
      return Promise.resolve();
    }
    if (this.#waiting.length >= MOST_WAITING) throw new Refusal('too-many-requests');
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function partsOf(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } | null {
  const found = FORM.exec(stored);
  if (found === null) return null;
  const [, memory, passes, parallelism, salt = '', hash = ''] = found;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** Base64 without padding. */
function plain(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
