/** Several descriptions of one thing for several programs (`mc:AlternateContent`), of which one is read. */
export class Alternatives {
  readonly #open: { readonly made: number; taken: boolean }[] = [];

  /** @param made how much was found in the part until now */
  begin(made: number): void {
    this.#open.push({ made, taken: false });
  }

  end(): void {
    this.#open.pop();
  }

  /** The first choice is read, and no other. */
  takesChoice(): boolean {
    const choice = this.#open.at(-1);
    if (choice === undefined) return true;
    const first = !choice.taken;
    choice.taken = true;
    return first;
  }

  /** What it is for another program: only where nothing was found in the first does it say something of its own. */
  takesFallback(made: number): boolean {
    const choice = this.#open.at(-1);
    return choice === undefined || choice.made === made;
  }
}
