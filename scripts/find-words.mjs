// npm run find-words: see docs/operator-guide.md.
import { command } from './prepare.mjs';

await command('find-words.js');
