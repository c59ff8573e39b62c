// npm run restore: see docs/operator-guide.md.
import { command } from './prepare.mjs';

await command('restore.js');
