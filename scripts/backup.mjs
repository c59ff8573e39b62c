// npm run backup: see docs/operator-guide.md.
import { command } from './prepare.mjs';

await command('backup.js');
