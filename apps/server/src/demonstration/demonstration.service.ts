import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type DemoPerson, type PersonId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { Person } from '../identity/person.entity';
import { SignInService, type SignedIn } from '../identity/sign-in.service';
import { CLOCK, type Clock } from '../platform/clock';
import { HTTP_SETTINGS, type HttpSettings } from '../platform/http/http-settings';
import { RateLimit } from '../platform/http/rate-limit';
import { SeatReader } from '../tables/seat-reader';

/** Enough for a room full of people behind one address, too few to fill the sessions table. */
const SIGN_INS_PER_WINDOW = 120;
const WINDOW_MS = 10 * 60_000;

/** Signing in as one of the demonstration's fictional people. In production nothing of this exists. */
@Injectable()
export class DemonstrationService {
  private readonly limit: RateLimit;

  constructor(
    private readonly dataSource: DataSource,
    private readonly seats: SeatReader,
    private readonly signIns: SignInService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(HTTP_SETTINGS) private readonly settings: HttpSettings,
  ) {
    this.limit = new RateLimit(clock, SIGN_INS_PER_WINDOW, WINDOW_MS);
  }

  /** The people to choose from. */
  async people(): Promise<DemoPerson[]> {
    this.#onlyInDemonstration();
    const persons = await this.dataSource.manager.find(Person, {
      where: { demonstration: true },
      order: { name: 'ASC' },
    });
    const seats = await this.seats.occupiedBy(
      persons.map(({ id }) => id),
      this.clock.now(),
    );
    return persons.map((person) => ({
      personId: person.id,
      name: person.name,
      jobTitle: person.jobTitle,
      administrator: person.administrator,
      seats: seats
        .filter(({ personId }) => personId === person.id)
        .map(({ role, party, tableName }) => ({ role, party, tableName })),
    }));
  }

  /**
   * Signs in as one of them.
   *
   * @param browser the request's address and its Cookie and User-Agent headers
   */
  async signIn(
    personId: PersonId,
    browser: { address: string; cookie: string | undefined; userAgent: string | undefined },
  ): Promise<SignedIn> {
    this.#onlyInDemonstration();
    this.limit.use(browser.address);
    const person = await this.dataSource.manager.findOneBy(Person, { id: personId, demonstration: true });
    if (person === null) throw new Refusal('not-found');
    return this.signIns.signIn(personId, browser);
  }

  #onlyInDemonstration(): void {
    if (!this.settings.demonstration) throw new Refusal('not-found');
  }
}
