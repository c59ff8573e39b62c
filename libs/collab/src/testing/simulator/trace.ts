/** The hash of all that happened (FNV-1a, twice 32 bits): the same seed and code give the same one. */
export class Trace {
  #low = 0x811c9dc5;
  #high = 0x9747b28c;
  /** What happened in words; kept only when a history is told. */
  readonly lines: string[] | null;

  constructor(
    told: boolean,
    private readonly now: () => number,
  ) {
    this.lines = told ? [] : null;
  }

  /** Only for who reads the history. */
  tell(what: () => string): void {
    this.lines?.push(`${this.now().toFixed(0).padStart(7)} ms  ${what()}`);
  }

  bytes(bytes: Uint8Array): void {
    for (const byte of bytes) this.#mix(byte);
  }

  say(what: string): void {
    for (let at = 0; at < what.length; at += 1) this.#mix(what.charCodeAt(at));
    this.#mix(Math.floor(this.now()));
    this.tell(() => what);
  }

  get hash(): string {
    return [this.#high, this.#low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #mix(value: number): void {
    this.#low = Math.imul(this.#low ^ value, 0x01000193);
    this.#high = Math.imul(this.#high ^ value ^ (this.#low >>> 13), 0x01000193);
  }
}
