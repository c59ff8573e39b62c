import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { searchBytes } from '../platform/byte-search';
import { runCommand, UsageError } from '../platform/command-line';
import { readConfig } from '../platform/config';
import { openDatabase } from '../platform/database';

const USAGE = `Searches the whole database, byte by byte, for words, and says in which columns they stand. It changes nothing.

  npm run find-words < words.txt          each line of the file is looked for by itself

The words come from the input and not from the command, where other users of the machine could read them. Every table and
column is searched, in UTF-8 and UTF-16. What was typed letter by letter stands apart in the log and is not found so.`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
  if (values.help || process.stdin.isTTY) throw new UsageError(USAGE);
  const words = (await text(process.stdin)).split(/\r?\n/).filter((line) => line.trim() !== '');
  if (words.length === 0) throw new UsageError(USAGE);
  const database = await openDatabase(readConfig(process.env));
  try {
    const found = await searchBytes(database.owner, words);
    for (const { table, column, rows } of found) process.stdout.write(`${table}.${column}: ${rows}\n`);
    process.stdout.write(found.length === 0 ? 'Found nowhere.\n' : `Found in ${found.length} columns.\n`);
  } finally {
    // A server may be using the same database: only who started it stops it.
    if (database.started) await database.close();
  }
}

runCommand(main);
