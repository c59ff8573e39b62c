import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from './all-messages.en';
import nl from './all-messages.nl';

type Tree = { readonly [key: string]: string | Tree };

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/**
 * What must not be said to a user, with the reason. A table takes no decisions and binds nobody; a draft is no contract; a
 * closed section is not secret by law; a day that counts in is not "before"; nobody can be asked for what they cannot do.
 */
const DUTCH: readonly (readonly [RegExp, string])[] = [
  [/\bbind(t|en)\b|\bbindend/i, 'an outcome or a draft binds nobody'],
  [/tafelbesluit|besluit van (een|de) (ontwikkel)?tafel|besluit van wie aan tafel/i, 'a table takes no decisions'],
  [/geen rechten worden ontleend/i, 'say it to the reader, in plain words'],
  [/^Geldt$/, 'what was adopted need not be in force'],
  [/^Besluiten$/, 'most of the register are no decisions'],
  [/^Overeenkomst$/, 'a text that nobody signed is no contract'],
  [/openbaar maken/i, 'a public page is no publication by law'],
  [/vóór \{(at|day|date|closes)\}|voor welke dag/i, 'the day counts in'],
  [/kan tot \{(closes|at)\}/, 'the closing day counts in'],
  [/de secretaris van de tafel,? om u/i, 'the secretary gives no rights and invites nobody'],
  [/zo heeft de tafel dat afgesproken/i, 'a default is no agreement'],
  [/wat doet de tafel ermee/i, 'one official answers, not the table'],
  [/doet voorstellen|voorstellen doen|stelt voor$/i, 'there are no proposals yet'],
  [/zien niet eens/i, 'closed is not secret: say what the law says'],
  [/kreeg het woord/i, 'the chair confirms who was there and could respond, no more'],
  [
    /wat organen hebben gezegd|wat een orgaan ervan vindt|heeft zich uitgesproken/i,
    'an organ decides, it has no opinion',
  ],
];
const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/\bbinds?\b|\bbinding\b/i, 'an outcome or a draft binds nobody'],
  [/decision of (a|the) (development )?table|decision of those at the table/i, 'a table takes no decisions'],
  [/^In force$|^Decisions$|^Make public$/, 'as in Dutch'],
  [/before \{(at|day|date|closes)\}|before which day/i, 'the day counts in'],
  [/the secretary of the table,? to (give|add) you/i, 'the secretary gives no rights and invites nobody'],
  [/that is what this table agreed/i, 'a default is no agreement'],
  [/does the table do with it/i, 'one official answers, not the table'],
  [/(makes?|make) proposals|^proposes$/i, 'there are no proposals yet'],
  [/do not even see/i, 'closed is not secret: say what the law says'],
];

function flat(tree: Tree, prefix: string): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}

function refused(where: string, message: string, list: readonly (readonly [RegExp, string])[]): string[] {
  return list.filter(([words]) => words.test(message)).map(([, why]) => `${where}: "${message}" (${why})`);
}

/** The strings of a source file between quotes, as far as a reader may get them: mails, exports, templates. */
function strings(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/(['`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , text]) => text!);
}

function sources(folder: string, names: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => names.test(name) && !/\.test\.ts$|testing/.test(name))
    .map((name) => join(folder, name));
}

describe('words that are untrue or stronger than the law', () => {
  it('[W25] are not in the interface, in Dutch or English', () => {
    expect(flat(nl, '').flatMap(([key, message]) => refused(key, message, DUTCH))).toEqual([]);
    expect(flat(en, '').flatMap(([key, message]) => refused(key, message, ENGLISH))).toEqual([]);
  });

  it('[W25] are not in mail, export, templates or the demonstration', () => {
    const files = [
      ...sources('apps/server/src', /letters\.ts$|export-words\.ts$|mentions\.service\.ts$|rounds\.service\.ts$/),
      ...sources('apps/server/src/demonstration', /\.ts$/),
      ...sources('libs/domain/src/documents/templates', /\.ts$/),
    ];
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((file) => strings(join(ROOT, file)).flatMap((text) => refused(file, text, DUTCH)))).toEqual(
      [],
    );
  });

  it('[W25] are not in the guide', () => {
    const guide = readFileSync(join(ROOT, 'docs', 'user-guide.nl.md'), 'utf8');
    expect(guide.split('\n').flatMap((line) => refused('guide', line, DUTCH))).toEqual([]);
  });

  it.each([
    ['Besluit. Dit bindt: {organs}.', DUTCH],
    ['vóór {at}', DUTCH],
    ['before {day}', ENGLISH],
  ])('[W25] would be found: %s', (message, list) => {
    expect(refused('here', message, list)).not.toEqual([]);
  });
});
