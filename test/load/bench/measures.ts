/** One scenario for one system: names of figures and their medians over the rounds. */
export type Figures = Readonly<Record<string, number | null>>;

export interface Outcome {
  readonly scenario: string;
  readonly system: string;
  readonly durable: string;
  readonly figures: Figures;
}

/** How long and how often. The quick version shows that all works, and roughly where it stands. */
export interface Scale {
  readonly rounds: number;
  readonly windowMs: number;
  readonly s1Clients: readonly number[];
  readonly s2Documents: number;
  readonly s3Letters: number;
  readonly s4Rounds: number;
  readonly s5MaxRate: number;
  readonly s6Clients: number;
  readonly s7Clients: number;
}

export const FULL: Scale = {
  rounds: 3,
  windowMs: 4_000,
  s1Clients: [10, 50, 200, 500],
  s2Documents: 1_000,
  s3Letters: 250_000,
  s4Rounds: 4,
  s5MaxRate: 256_000,
  s6Clients: 500,
  s7Clients: 500,
};

export const QUICK: Scale = {
  rounds: 1,
  windowMs: 3_000,
  s1Clients: [10, 200],
  s2Documents: 100,
  s3Letters: 30_000,
  s4Rounds: 1,
  s5MaxRate: 64_000,
  s6Clients: 100,
  s7Clients: 100,
};

/** The median of each figure over rounds. */
export function medians(rounds: readonly Figures[]): Figures {
  const names = [...new Set(rounds.flatMap((round) => Object.keys(round)))];
  return Object.fromEntries(
    names.map((name) => {
      const values = rounds.flatMap((round) => round[name] ?? []).sort((one, other) => one - other);
      return [name, values[Math.floor(values.length / 2)] ?? null];
    }),
  );
}
