import { Inject, Injectable } from '@nestjs/common';
import { networkOf, Refusal } from '@samenspel/domain';
import { CLOCK, type Clock } from '../platform/clock';
import { RateLimit } from '../platform/http/rate-limit';
import { Attempts } from './attempts';

const MINUTE = 60_000;
/** Of one network: enough for a room full of people behind one address. */
const KNOCKS = { most: 120, ms: 10 * MINUTE };
/** Of one account, by networks that already guessed wrong: what a thousand machines together may try. */
const GUESSES = { most: 100, ms: 60 * MINUTE };
/** Letters that a stranger may have sent to one address. */
const LETTERS = { most: 3, ms: 60 * MINUTE };

/**
 * What people without a session may try, and how often. Every count is by what was typed, known or not, so that no refusal
 * tells who has an account. The first attempt from a network always counts: however many strangers guess at an account, its
 * owner gets in with the right password.
 */
@Injectable()
export class Door {
  private readonly knocks: RateLimit;
  private readonly guesses: RateLimit;
  private readonly letters: RateLimit;
  private readonly pairs: Attempts;

  constructor(@Inject(CLOCK) clock: Clock) {
    this.knocks = new RateLimit(clock, KNOCKS.most, KNOCKS.ms);
    this.guesses = new RateLimit(clock, GUESSES.most, GUESSES.ms);
    this.letters = new RateLimit(clock, LETTERS.most, LETTERS.ms);
    this.pairs = new Attempts(clock);
  }

  /** Any command of somebody without a session. @throws Refusal `too-many-requests` */
  knock(address: string): void {
    this.knocks.use(networkOf(address));
  }

  /** A password is tried. @throws Refusal `too-many-requests` */
  begin(email: string, address: string): void {
    this.knock(address);
    const pair = pairOf(email, address);
    this.pairs.begin(pair, () => this.guesses.use(accountOf(email)));
  }

  /** The password was right. */
  succeeded(email: string, address: string): void {
    this.pairs.succeeded(pairOf(email, address));
  }

  /** May another letter go to this address? */
  mayWriteTo(email: string): boolean {
    try {
      this.letters.use(accountOf(email));
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }
}

function accountOf(email: string): string {
  return email.trim().toLowerCase();
}

function pairOf(email: string, address: string): string {
  return `${networkOf(address)} ${accountOf(email)}`;
}
