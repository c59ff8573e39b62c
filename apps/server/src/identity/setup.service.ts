import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { id, passwordFault, Refusal, type SetUp } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { MAILER, type Mailer } from '../notifications/mailer';
import { isUniqueViolation } from '../platform/http/problem';
import type { BrowserFacts } from './browser-facts';
import { Door } from './door';
import { OneTimeLinks } from './one-time-links';
import { PasswordHasher } from './password-hasher';
import { PasswordStore } from './password-store';
import { SignInService, type SignedIn } from './sign-in.service';

/** What the first administrator is called, until the administrator changes it. */
const JOB_TITLE = 'Beheerder';

/** The first start in production: a link that makes the first administrator, once. */
@Injectable()
export class SetupService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly door: Door,
    private readonly links: OneTimeLinks,
    private readonly hasher: PasswordHasher,
    private readonly passwords: PasswordStore,
    private readonly signIns: SignInService,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  /**
   * For the start in production: makes a new link, and voids the one of an earlier start. Once there has been an
   * administrator none is ever made again: it would be a way in for whoever can restart the server and read its output.
   *
   * @returns the address to show to whoever starts the server; null when it was set up
   */
  async renewLink(): Promise<string | null> {
    return this.dataSource.transaction(async (manager) => {
      const rows: { done: boolean }[] = await manager.query(
        `SELECT EXISTS (SELECT 1 FROM persons WHERE administrator)
             OR EXISTS (SELECT 1 FROM one_time_links WHERE kind = 'setup' AND used_at IS NOT NULL) AS done`,
      );
      if (rows[0]?.done !== false) return null;
      return this.mailer.addressOf(`/instellen/${await this.links.make(manager, 'setup', null)}`);
    });
  }

  /** Does the link still work? @throws Refusal `link-expired`, `too-many-requests` */
  async look(token: string, browser: BrowserFacts): Promise<void> {
    this.door.knock(browser.address);
    await this.links.look('setup', token);
  }

  /**
   * Makes the administrator and the region, together or not at all, and signs the administrator in.
   * @throws Refusal `link-expired`, `weak-password`, `conflict` (the address is somebody's), `too-many-requests`
   */
  async setUp({ token, password, ...about }: SetUp, browser: BrowserFacts): Promise<SignedIn> {
    this.door.knock(browser.address);
    await this.links.look('setup', token);
    const fault = passwordFault(password, [about.name, about.email, about.regionName]);
    if (fault !== null) throw new Refusal('weak-password', [fault]);
    const hash = await this.hasher.hash(password);
    const personId = randomUUID();
    await this.dataSource
      .transaction(async (manager) => {
        await this.links.use(manager, 'setup', token);
        await this.#make(manager, personId, about);
        await this.passwords.set(manager, personId, hash);
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new Refusal('conflict') : error;
      });
    return this.signIns.signIn(id(personId), browser);
  }

  async #make(
    manager: EntityManager,
    personId: string,
    { name, email, regionName }: Pick<SetUp, 'name' | 'email' | 'regionName'>,
  ): Promise<void> {
    // From here on nobody can start a demonstration on this database.
    await manager.query(`INSERT INTO installation (mode) VALUES ('production') ON CONFLICT DO NOTHING`);
    await manager.query('INSERT INTO regions (id, name) VALUES ($1, $2)', [randomUUID(), regionName]);
    await manager.query(
      `INSERT INTO persons (id, name, email, job_title, administrator) VALUES ($1, $2, $3, $4, true)`,
      [personId, name, email, JOB_TITLE],
    );
  }
}
