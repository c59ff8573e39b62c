import { config } from 'zod';

// The Content-Security-Policy forbids eval. zod reads this when a schema is made, so this module must be imported first.
config({ jitless: true });
