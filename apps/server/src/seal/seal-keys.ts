import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import {
  equalBytes,
  formatNote,
  keyIdOf,
  keyStatementText,
  namesKey,
  Refusal,
  signerOf,
  utf8,
  type Bytes,
  type KeyStatement,
  type SignedNote,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { HTTP_SETTINGS, type HttpSettings } from '../platform/http/http-settings';
import { sha256, signed } from './hash';
import { createSealKey, newSealKey, NoSealKey, readSealKey, replaceSealKey, type SealKey } from './seal-key-file';

/** A public key as the database holds it. */
export interface KeyRow {
  readonly number: number;
  readonly publicKey: Bytes;
  readonly statement: string;
}

export interface Signer {
  readonly installation: string;
  /** @returns the text with the signature under it */
  sign(text: string): Promise<string>;
}

/** Any number: who signs holds it together with others, who replaces the key holds it alone. */
const ROTATION_LOCK = 20_260_309;

/** How a key is shown to people, to compare with what stands on paper. */
export const fingerprintOf = (publicKey: Uint8Array): string => createHash('sha256').update(publicKey).digest('hex');

/**
 * The key with which checkpoints are signed. The private half lies in a file outside the database, so that who administers
 * only the database cannot sign what he made of the log.
 */
@Injectable()
export class SealKeys implements OnModuleInit {
  readonly #logger = new Logger('seal');
  readonly #file: string | null;
  #key: SealKey | null = null;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(HTTP_SETTINGS) settings: Pick<HttpSettings, 'sealKeyFile'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#file = settings.sealKeyFile;
    if (this.#file === null) this.#key = newSealKey().key;
  }

  /** Makes the key at the first start. Never again: a second one would be a key that nobody vouches for. */
  async onModuleInit(): Promise<void> {
    if (this.#file === null) return;
    if ((await this.known()).length === 0) await createSealKey(this.#file);
    try {
      await this.#current(await this.known());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#logger.error(`Outcomes can not be recorded: ${this.#file} does not hold the key of this installation.`);
    }
  }

  /** The name of this installation, and its keys, the first one first; none before anything was sealed. */
  async known(manager: EntityManager = this.dataSource.manager): Promise<KeyRow[]> {
    const rows: { number: number; public_key: Buffer; statement: string }[] = await manager.query(
      'SELECT number, public_key, statement FROM seal_keys ORDER BY number',
    );
    return rows.map(({ number, public_key, statement }) => ({
      number,
      publicKey: new Uint8Array(public_key),
      statement,
    }));
  }

  async installation(manager: EntityManager = this.dataSource.manager): Promise<string> {
    const [row]: { id: string }[] = await manager.query('SELECT id FROM seal_installation');
    if (row === undefined) throw new Refusal('seal-broken');
    return row.id;
  }

  /** Can something be recorded now? */
  async ready(): Promise<boolean> {
    try {
      await this.#current(await this.known());
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  /**
   * What signs now. The first to ask writes the public key down, in its own transaction.
   * @throws Refusal `seal-key-missing` when the file with the key is not there, or holds another one
   */
  async signer(manager: EntityManager): Promise<Signer> {
    await manager.query('SELECT pg_advisory_xact_lock_shared($1)', [ROTATION_LOCK]);
    const installation = await this.installation(manager);
    let known = await this.known(manager);
    if (known.length === 0) {
      const key = await this.#current([]);
      await this.#insert(manager, installation, 0, key.publicKey, key);
      known = await this.known(manager);
    }
    const key = await this.#current(known);
    return { installation, sign: (text) => this.#sign(installation, key, text) };
  }

  /** Did one of our keys, of now or before, sign this? */
  async signedByUs(manager: EntityManager, note: SignedNote): Promise<boolean> {
    const signer = signerOf(await this.installation(manager));
    for (const { publicKey } of await this.known(manager)) {
      if (await namesKey(sha256, note, signer, publicKey)) return signed(publicKey, note.signature, utf8(note.text));
    }
    return false;
  }

  /**
   * Replaces the key by a new one, for which the old one signs. The old private key is gone after it.
   * @throws Refusal `seal-key-missing`
   */
  async rotate(): Promise<void> {
    const { key, pem } = newSealKey();
    const next = this.#file === null ? null : `${this.#file}.next`;
    if (next !== null) await replaceSealKey(next, pem);
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [ROTATION_LOCK]);
      const signer = await this.signer(manager);
      const known = await this.known(manager);
      await this.#insert(manager, signer.installation, known.length, key.publicKey, await this.#current(known));
    });
    if (this.#file === null) this.#key = key;
    else await this.#current(await this.known());
  }

  /** The private key that belongs to the last public one. A key that was put back is found without a new start. */
  async #current(known: readonly KeyRow[]): Promise<SealKey> {
    const last = known.at(-1);
    const fits = (key: SealKey | null): boolean =>
      key !== null && (last === undefined || equalBytes(key.publicKey, last.publicKey));
    if (!fits(this.#key) && this.#file !== null) {
      const next = `${this.#file}.next`;
      // A rotation that was committed and did not come to its end.
      if (last !== undefined && fits(await read(next))) await finish(next, this.#file);
      this.#key = await read(this.#file);
    }
    if (this.#key === null || !fits(this.#key)) throw new Refusal('seal-key-missing');
    return this.#key;
  }

  async #insert(
    manager: EntityManager,
    installation: string,
    number: number,
    publicKey: Bytes,
    by: SealKey,
  ): Promise<void> {
    const statement: KeyStatement = { installation, number, publicKey, since: this.clock.now().toISOString() };
    const note = await this.#sign(installation, by, keyStatementText(statement));
    // Of two tables that record their first outcome at once, one waits here and finds the key of the other: the same.
    await manager.query(
      'INSERT INTO seal_keys (number, public_key, statement) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [number, publicKey, note],
    );
  }

  async #sign(installation: string, key: SealKey, text: string): Promise<string> {
    const signer = signerOf(installation);
    const keyId = await keyIdOf(sha256, signer, key.publicKey);
    return formatNote({ text, signer, keyId, signature: key.sign(utf8(text)) });
  }
}

/** A file that holds no key is as bad as none for recording, and is left as it is. */
async function read(file: string): Promise<SealKey | null> {
  try {
    return await readSealKey(file);
  } catch (error) {
    if (error instanceof NoSealKey) return null;
    throw error;
  }
}

/** Of two that find the rotation unfinished, one finishes it. */
async function finish(next: string, file: string): Promise<void> {
  await rename(next, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
