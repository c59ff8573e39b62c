import { originsOf, type Config } from '../config';

/** Injection token of what the HTTP side must know of the installation. */
export const HTTP_SETTINGS = Symbol('HttpSettings');

/** The mail server through which letters go out, and in whose name. */
export interface SmtpSettings {
  readonly url: URL;
  readonly from: string;
}

export interface HttpSettings {
  /**
   * Origins that the interface is served from ("https://samenspel.example.nl"), compared exactly. The first is the one that
   * letters name.
   */
  readonly allowedOrigins: readonly string[];
  /** Is this a demonstration, in which anybody may sign in as one of its fictional people? */
  readonly demonstration: boolean;
  /** Is a line written for every request? */
  readonly logRequests: boolean;
  /** File with the private key of the seal; null: a key that lives as long as the process, for tests. */
  readonly sealKeyFile: string | null;
  /** Live connections of one person at a time; absent: the usual number. */
  readonly socketsPerPerson?: number;
  /** Absent where no mail goes out. */
  readonly smtp?: SmtpSettings;
}

/** What follows from the operator's settings. @param port the one that is listened on, or would be */
export function httpSettingsOf(config: Config, port: number = config.port): HttpSettings {
  return {
    allowedOrigins: originsOf(config, port),
    demonstration: config.mode === 'demonstration',
    logRequests: config.logFormat === 'json',
    sealKeyFile: config.sealKeyFile,
    socketsPerPerson: config.socketsPerPerson,
    ...(config.smtp === null ? {} : { smtp: config.smtp }),
  };
}
