/** Injection token of the clock: nothing reads the time but through it, so that tests can set it. */
export const CLOCK = Symbol('Clock');

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
