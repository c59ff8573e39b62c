import type { LeaseIdentity } from './outgoing';
import type { ClientClock, LeaseLocks } from './ports';
import type { Section } from './section';
import type { LeaseGrant } from './section-host';
import type { Spares } from './spares';

/** Leases that nobody waits for are asked for one at a time, this far apart, in milliseconds: a meeting opens its documents at once. */
const SPARE_MS = 500;

export interface LeasesPorts {
  readonly locks: LeaseLocks;
  readonly clock: ClientClock;
  /** Null where nothing is kept for the next page. */
  readonly spares: Spares | null;
  readonly identity: (section: Section, lease: LeaseGrant) => LeaseIdentity;
  readonly failed: (cause: unknown) => void;
}

/** Finds a lease for every section that may be written in, before anybody writes: what is typed offline needs one too. */
export class Leases {
  /** Sections for which a lease is being looked for, in the order in which they will be asked for one. */
  readonly #wanted = new Set<Section>();
  #cancel: (() => void) | null = null;

  constructor(private readonly ports: LeasesPorts) {}

  /** Takes one that an earlier page left, or asks for one when its turn comes. */
  takeSpare(section: Section): void {
    if (this.#wanted.has(section)) return;
    this.#wanted.add(section);
    void this.#find(section);
  }

  /** The server gave one. It is of use once this page has its lock and the next page can know that it is spare. */
  async given(section: Section, lease: LeaseGrant): Promise<void> {
    const { locks, clock, identity } = this.ports;
    await locks.take(lease.leaseId);
    if (!section.options.restricted && !section.awaitsLease) {
      const spare = identity(section, lease);
      await this.ports.spares
        ?.keep(spare, clock.now().toISOString())
        .catch((cause: unknown) => this.ports.failed(cause));
    }
    section.leased(lease);
  }

  end(): void {
    this.#cancel?.();
    this.#wanted.clear();
  }

  async #find(section: Section): Promise<void> {
    const { spares } = this.ports;
    const { generation } = section.known ?? {};
    if (spares !== null && !section.options.restricted && generation !== undefined) {
      try {
        const spare = await spares.take(section.sectionId, generation);
        if (spare !== null && !section.leased(spare) && section.mayLease) await spares.drop(spare);
      } catch (cause) {
        this.ports.failed(cause);
      }
    }
    if (section.mayLease) this.#ask();
    else this.#wanted.delete(section);
  }

  #ask(): void {
    this.#cancel ??= this.ports.clock.after(SPARE_MS, () => {
      this.#cancel = null;
      const next = [...this.#wanted].find((section) => section.mayLease);
      if (next === undefined) return this.#wanted.clear();
      this.#wanted.delete(next);
      next.askForLease();
      if (this.#wanted.size > 0) this.#ask();
    });
  }
}
