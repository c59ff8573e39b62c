// npm run import: a file becomes a document, beside a running server or without one.
import { command } from './prepare.mjs';

await command('import.js');
