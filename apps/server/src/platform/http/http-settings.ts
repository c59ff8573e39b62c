import { originsOf, type Config } from '../config';

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

/** What follows from the operator's settings. @param port the one that is listened on, or would be */
export function httpSettingsOf(config: Config, port: number = config.port): HttpSettings {
  return {
    allowedOrigins: originsOf(config, port),
    demonstration: config.mode === 'demonstration',
    sealKeyFile: config.sealKeyFile,
  };
}
