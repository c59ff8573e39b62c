import { Outgoing, type LeaseIdentity } from './outgoing';
import type { LeaseLocks, Outbox, OutboxRecord } from './ports';
import type { LeaseGrant } from './section-host';

/** Leases that were taken and never written under: kept for the next page of this browser, so that it asks for no new ones. */
export class Spares {
  constructor(
    private readonly owner: string,
    private readonly outbox: Outbox,
    private readonly locks: LeaseLocks,
  ) {}

  /** One that no living page holds, locked for this one; null when there is none. */
  async take(sectionId: string, generation: number): Promise<LeaseGrant | null> {
    const spares = (await this.outbox.all(this.owner)).filter((one) => isSpare(one) && one.sectionId === sectionId);
    // Another past has other leases.
    const old = spares.filter((one) => one.generation !== generation);
    if (old.length > 0) await this.outbox.replace(old.map(({ key }) => key), []); // prettier-ignore
    for (const { leaseId, clientId } of spares.filter((one) => one.generation === generation)) {
      if (!(await this.locks.take(leaseId))) continue;
      // Read again under the lock: the page that held it may have written meanwhile.
      const now = (await this.outbox.all(this.owner)).filter((one) => one.leaseId === leaseId);
      if (now.length === 1 && now.every(isSpare)) return { leaseId, clientId, generation };
    }
    return null;
  }

  keep(lease: LeaseIdentity, at: string): Promise<void> {
    return this.outbox.replace([], [Outgoing.spare(lease, at)]);
  }

  drop(lease: LeaseGrant): Promise<void> {
    return this.outbox.replace([`${lease.leaseId}:spare`], []);
  }
}

/** Says a record only that its lease is spare? */
export function isSpare({ key }: OutboxRecord): boolean {
  return key.endsWith(':spare');
}
