import { Injectable } from '@nestjs/common';
import { id, Refusal, type SignInByPassword } from '@samenspel/domain';
import type { BrowserFacts } from './browser-facts';
import { Door } from './door';
import { PasswordHasher } from './password-hasher';
import { PasswordStore } from './password-store';
import { SignInService, type SignedIn } from './sign-in.service';

/** Signing in with an address and a password. */
@Injectable()
export class PasswordSignInService {
  constructor(
    private readonly door: Door,
    private readonly passwords: PasswordStore,
    private readonly hasher: PasswordHasher,
    private readonly signIns: SignInService,
  ) {}

  /**
   * One answer, after the same work, for an unknown address, a wrong password and somebody without a password.
   * @throws Refusal `sign-in-failed`, `too-many-requests`
   */
  async signIn({ email, password }: SignInByPassword, browser: BrowserFacts): Promise<SignedIn> {
    this.door.begin(email, browser.address);
    const found = await this.passwords.byAddress(email);
    const right = await this.hasher.verify(password, found?.hash ?? null);
    if (!right || found === null || found.hash === null) throw new Refusal('sign-in-failed');
    this.door.succeeded(email, browser.address);
    if (this.hasher.isOld(found.hash)) {
      await this.passwords.renew(found.personId, found.hash, await this.hasher.hash(password));
    }
    return this.signIns.signIn(id(found.personId), browser);
  }
}
