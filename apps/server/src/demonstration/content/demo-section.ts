import type { ContentBlock, Preset, Role } from '@samenspel/domain';

/** A seat at the demonstration's table: abbreviation of the party, and its role there. */
export type SeatName = readonly [abbreviation: string, role: Role];

/** An audience, with seats by name. */
export type DemoAudience =
  | { readonly kind: Exclude<Preset['kind'], 'providerWithCommissioners' | 'commissionersWithSecretariat' | 'ownSeat'> }
  | { readonly kind: 'commissionersWithSecretariat'; readonly secretariat: SeatName }
  | { readonly kind: 'providerWithCommissioners'; readonly provider: SeatName }
  | { readonly kind: 'ownSeat'; readonly own: SeatName };

export interface DemoSection {
  readonly title: string;
  readonly audience: DemoAudience;
  /** A seat that reads along, beside the audience. */
  readonly alsoReads?: SeatName;
  /** The seat that made it. */
  readonly maker: SeatName;
  readonly blocks: readonly ContentBlock[];
}
