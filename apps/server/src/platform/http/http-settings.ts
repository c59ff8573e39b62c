/** Injection token of what the HTTP side must know of the installation. */
export const HTTP_SETTINGS = Symbol('HttpSettings');

export interface HttpSettings {
  /** Origins that the interface is served from ("https://samenspel.example.nl"), compared exactly. */
  readonly allowedOrigins: readonly string[];
  /** Is this a demonstration, in which anybody may sign in as one of its fictional people? */
  readonly demonstration: boolean;
  /** File with the private key of the seal; null: a key that lives as long as the process, for tests. */
  readonly sealKeyFile: string | null;
}
