// ---- The report, in Dutch and in English ----------------------------------------------------------------------------------

import { codeOf } from './verify.mjs';

/** What each finding means. {n} counts records from 1, as people do; in the file they count from 0. */
export const FINDINGS = {
  nl: {
    form: 'Dit is geen bewijsbestand van Samenspel, of een deel ervan ontbreekt of heeft een andere vorm. Er is niets nagekeken.',
    'form-text':
      'Het bestand is niet meer letterlijk zoals Samenspel het schrijft: er staan bijvoorbeeld spaties of regels tussen, of een gegeven staat er twee keer. Download het opnieuw en open het niet in een ander programma.',
    'form-order': 'De rijen van {list} staan niet in de vaste volgorde, of een rij staat er twee keer.',
    'key-changed':
      'Sleutel {key}: wat over deze sleutel is vastgelegd klopt niet, of is niet getekend door de sleutel ervoor.',
    'key-missing': 'De sleutel waarmee is getekend ontbreekt.',
    'leaf-missing': 'Vastlegging {n} ontbreekt, terwijl er latere zijn.',
    'leaf-twice': 'Vastlegging {n} staat er twee keer.',
    'leaf-changed': 'Vastlegging {n} ({record}) is veranderd: haar soort, kenmerk, tijd, velden of hash.',
    'leaf-time': 'Vastlegging {n} ({record}) is volgens haar tijd eerder dan die ervoor.',
    'record-twice': 'Vastlegging {n} draagt het kenmerk van een eerdere ({record}).',
    'node-missing': 'Een tussenstap van de boom ontbreekt, vanaf vastlegging {n}.',
    'node-changed': 'Een tussenstap van de boom is veranderd, vanaf vastlegging {n}.',
    'node-stray':
      'De boom heeft een tussenstap die er niet hoort, vanaf vastlegging {n}: er kunnen vastleggingen weg zijn.',
    'checkpoint-missing': 'Het controlepunt na vastlegging {size} ontbreekt.',
    'checkpoint-beyond':
      'Er is een controlepunt na vastlegging {size}, maar die vastlegging is er niet of niet meer te volgen.',
    'checkpoint-form': 'Het controlepunt na vastlegging {size} is niet te lezen.',
    'checkpoint-log': 'Het controlepunt na vastlegging {size} hoort bij een ander logboek.',
    'checkpoint-size': 'Het controlepunt na vastlegging {size} gaat over een ander aantal vastleggingen.',
    'checkpoint-root':
      'Het controlepunt na vastlegging {size} past niet bij de vastleggingen: er is iets veranderd, weggehaald of verwisseld.',
    'checkpoint-time': 'Het controlepunt na vastlegging {size} noemt een andere tijd dan de vastlegging.',
    'checkpoint-key': 'Het controlepunt na vastlegging {size} is niet getekend met de sleutel die daar hoort.',
    'checkpoint-signature': 'De handtekening onder het controlepunt na vastlegging {size} klopt niet.',
    'commitment-stray': 'Er staat een veld ({field}) van vastlegging {n}, die er niet is.',
    'value-stray': 'Er staat een waarde ({field}) bij vastlegging {n} die daar niet hoort.',
    'value-hidden':
      'Er staat een waarde ({field}) van vastlegging {n}, die in dit bestand niet te lezen hoort te zijn.',
    'value-missing': 'De waarde van {field} in vastlegging {n} ({record}) ontbreekt.',
    'value-changed': 'De waarde van {field} in vastlegging {n} ({record}) is veranderd.',
    'value-gone':
      'De waarde van {field} in vastlegging {n} ({record}) is weg, en het logboek zegt niet dat zij is gewist.',
    'erasure-undone':
      'De waarde van {field} in vastlegging {n} ({record}) is volgens het logboek gewist, en staat er toch.',
    'readable-stray': 'Kenmerk {record} hoort te lezen te zijn, maar staat niet in het logboek.',
    'withheld-stray':
      'Er staat dat {field} van vastlegging {n} u niet wordt gegeven, maar dat veld is er niet of hoort daar niet.',
    'older-form': 'Het oudere bestand is geen bewijsbestand en geen controlepunt.',
    'older-log': 'Het oudere bestand is van een ander logboek.',
    'older-key':
      'Het oudere controlepunt (na vastlegging {size}) is getekend met een sleutel die hier niet voorkomt: het logboek kan opnieuw zijn gemaakt.',
    'older-signature':
      'De handtekening onder het oudere controlepunt (na vastlegging {size}) klopt niet met de sleutel van nu.',
    'older-lost':
      'Er waren al {size} vastleggingen. In dit bestand zijn het er minder: het einde van het logboek is weg, of dit bestand is ouder dan het andere.',
    'older-other': 'De eerste {size} vastleggingen zijn niet meer die van toen: dit is een andere geschiedenis.',
  },
  en: {
    form: 'This is no evidence file of Samenspel, or a part of it is missing or has another form. Nothing was checked.',
    'form-text':
      'The file is no longer literally as Samenspel writes it: there may be spaces or lines in between, or something stands there twice. Download it again and do not open it in another program.',
    'form-order': 'The rows of {list} do not stand in their fixed order, or a row stands there twice.',
    'key-changed': 'Key {key}: what is recorded about this key is wrong, or was not signed by the key before it.',
    'key-missing': 'The key that signed is missing.',
    'leaf-missing': 'Record {n} is missing, while there are later ones.',
    'leaf-twice': 'Record {n} stands there twice.',
    'leaf-changed': 'Record {n} ({record}) was changed: its kind, reference, time, fields or hash.',
    'leaf-time': 'Record {n} ({record}) is earlier than the one before it, by its time.',
    'record-twice': 'Record {n} bears the reference of an earlier one ({record}).',
    'node-missing': 'A step of the tree is missing, from record {n} on.',
    'node-changed': 'A step of the tree was changed, from record {n} on.',
    'node-stray': 'The tree has a step that does not belong there, from record {n} on: records may be gone.',
    'checkpoint-missing': 'The checkpoint after record {size} is missing.',
    'checkpoint-beyond':
      'There is a checkpoint after record {size}, but that record is not there or cannot be followed.',
    'checkpoint-form': 'The checkpoint after record {size} cannot be read.',
    'checkpoint-log': 'The checkpoint after record {size} belongs to another log.',
    'checkpoint-size': 'The checkpoint after record {size} is about another number of records.',
    'checkpoint-root':
      'The checkpoint after record {size} does not fit the records: something was changed, removed or swapped.',
    'checkpoint-time': 'The checkpoint after record {size} names another time than the record.',
    'checkpoint-key': 'The checkpoint after record {size} was not signed with the key that belongs there.',
    'checkpoint-signature': 'The signature under the checkpoint after record {size} is wrong.',
    'commitment-stray': 'There is a field ({field}) of record {n}, which is not there.',
    'value-stray': 'There is a value ({field}) with record {n} that does not belong there.',
    'value-hidden': 'There is a value ({field}) of record {n}, which should not be readable in this file.',
    'value-missing': 'The value of {field} in record {n} ({record}) is missing.',
    'value-changed': 'The value of {field} in record {n} ({record}) was changed.',
    'value-gone': 'The value of {field} in record {n} ({record}) is gone, and the log does not say that it was erased.',
    'erasure-undone':
      'The value of {field} in record {n} ({record}) was erased according to the log, and yet it is there.',
    'readable-stray': 'Reference {record} should be readable, but is not in the log.',
    'withheld-stray':
      'It says that {field} of record {n} is not given to you, but that field is not there or does not belong there.',
    'older-form': 'The older file is neither an evidence file nor a checkpoint.',
    'older-log': 'The older file is of another log.',
    'older-key':
      'The older checkpoint (after record {size}) was signed with a key that is not here: the log may have been made anew.',
    'older-signature': 'The signature under the older checkpoint (after record {size}) does not fit the key of now.',
    'older-lost':
      'There were {size} records already. In this file there are fewer: the end of the log is gone, or this file is older than the other one.',
    'older-other': 'The first {size} records are no longer those of then: this is another history.',
  },
};

/**
 * Names in a file are whatever its maker wrote. Shown as they are, they could move the cursor of a terminal, turn the
 * reading direction or add lines of their own to this report.
 */
const plain = (name) =>
  Array.from(String(name).slice(0, 200), (letter) =>
    /[\p{C}\p{Zl}\p{Zp}]/u.test(letter) ? `\\u{${letter.codePointAt(0).toString(16)}}` : letter,
  ).join('');

const fill = (text, given) => text.replace(/\{(\w+)\}/g, (_, name) => plain(given[name] ?? '?'));

/** One finding as a sentence. */
export function sentence(finding, language) {
  return fill(FINDINGS[language][finding.code], { ...finding, n: (finding.leaf ?? 0) + 1 });
}

/** What is counted of what is not here: whole records by kind, fields by name. [one, more]. */
const ABSENT = {
  nl: {
    records: {
      outcome: ['uitkomst', 'uitkomsten'],
      adoption: ['besluit over een uitkomst', 'besluiten over uitkomsten'],
      supersession: ['vervanging van een uitkomst', 'vervangingen van uitkomsten'],
      publication: ['openbaarmaking', 'openbaarmakingen'],
      roundClosed: ['afgesloten reactieronde', 'afgesloten reactierondes'],
      erasure: ['aantekening dat iets is gewist', 'aantekeningen dat iets is gewist'],
    },
    fields: {
      texts: ['De teksten van {n} uitkomst', 'De teksten van {n} uitkomsten'],
      chairName: ['De naam van een persoon bij {n} uitkomst', 'De naam van een persoon bij {n} uitkomsten'],
      dissent: ['De afwijkende standpunten bij {n} uitkomst', 'De afwijkende standpunten bij {n} uitkomsten'],
    },
    record: '{n} {words}: alleen te zien dat die er is, niet wat erin staat.',
    recordMany: '{n} {words}: alleen te zien dat die er zijn, niet wat erin staat.',
    field: 'Het gegeven "{name}" van {n} vastlegging(en)',
    erased: ['{n} gewist gegeven. Het logboek zegt waarom.', '{n} gewiste gegevens. Het logboek zegt waarom.'],
  },
  en: {
    records: {
      outcome: ['outcome', 'outcomes'],
      adoption: ['decision about an outcome', 'decisions about outcomes'],
      supersession: ['replacement of an outcome', 'replacements of outcomes'],
      publication: ['publication', 'publications'],
      roundClosed: ['closed round of comments', 'closed rounds of comments'],
      erasure: ['note that something was erased', 'notes that something was erased'],
    },
    fields: {
      texts: ['The texts of {n} outcome', 'The texts of {n} outcomes'],
      chairName: ["A person's name with {n} outcome", "A person's name with {n} outcomes"],
      dissent: ['The dissents with {n} outcome', 'The dissents with {n} outcomes'],
    },
    record: '{n} {words}: only that it is there can be seen, not what it says.',
    recordMany: '{n} {words}: only that they are there can be seen, not what they say.',
    field: 'The field "{name}" of {n} record(s)',
    erased: ['{n} erased value. The log says why.', '{n} erased values. The log says why.'],
  },
};

/** Not as this computer writes a time: the report is the same everywhere. */
const moment = (at) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
const oneOf = ([one, more], n) => (n === 1 ? one : more);

/** A line for each kind of what is not here. */
function absentLines({ records, fields, erased }, language) {
  const words = ABSENT[language];
  const known = (of, name) => (Object.hasOwn(of, name) ? of[name] : null);
  return [
    ...records.map(([kind, n]) => {
      const named = known(words.records, kind);
      return fill(n === 1 ? words.record : words.recordMany, { n, words: named === null ? kind : oneOf(named, n) });
    }),
    ...fields.map(([name, n]) => {
      const named = known(words.fields, name);
      return `${fill(named === null ? words.field : oneOf(named, n), { n, name })}.`;
    }),
    ...(erased > 0 ? [fill(oneOf(words.erased, erased), { n: erased })] : []),
  ];
}

const REPORT = {
  nl: {
    title: 'Controle van wat is vastgelegd',
    wrong: (count) => `Het klopt niet: ${count} ${count === 1 ? 'bevinding' : 'bevindingen'}.`,
    alone:
      'Wat in dit bestand staat, past bij elkaar. Het is niet vergeleken met iets wat eerder is bewaard. Is er aan het einde iets weggehaald, of is alles opnieuw gemaakt, dan is dat zo niet te zien.',
    compared: ({ size, at }) =>
      `Wat in dit bestand staat, past bij elkaar en bij wat eerder is bewaard. ${size === 1 ? 'De eerste vastlegging is' : `De eerste ${size} vastleggingen zijn`} nog zoals op ${moment(at)}.`,
    absent: 'Niet alles is nagekeken: een deel van de inhoud staat niet in dit bestand.',
    file: (name) => `Nagekeken bestand: ${name}`,
    older: (names) => `Vergeleken met: ${names}`,
    same: 'Een ouder bestand is precies hetzelfde bestand. Dat zegt niets: er is niet mee vergeleken.',
    nothing: 'In het oudere bestand staat nog niets vastgelegd. Er viel niets te vergelijken.',
    table: 'Tafel',
    records: (size) => `Vastleggingen: ${size}.`,
    values: (checked) => `Gegevens die hier staan en zijn nagekeken: ${checked}.`,
    missing: 'Niet in dit bestand, en dus niet nagekeken:',
    unusual:
      'Samenspel zelf laat van een uitkomst die u mag lezen alleen namen van personen weg. Vraag aan wie u dit bestand gaf waarom er meer ontbreekt.',
    after: (count) =>
      `${count === 0 ? '' : `Wat daarna kwam (${count}), is met niets ouders vergeleken. `}Is na dat moment iets vastgelegd en weer weggehaald, dan is dat hiermee niet te zien.`,
    trust:
      'Vergelijken zegt alleen iets als u het oudere bestand zelf hebt bewaard, of van iemand anders hebt dan dit bestand.',
    ask: 'Geef een ouder bewijsbestand of een ouder controlepunt mee. Vraag er een aan een andere partij als u het zelf niet hebt.',
    details: 'Technische gegevens',
    keys: 'Vingerafdrukken van de sleutels, de eerste eerst. Vergelijk ze allemaal met wat u op een andere weg hebt gekregen:',
    last: 'Bewaar dit controlepunt. Daarmee is later te zien of er iets is veranderd of weggehaald:',
    unsupported:
      'Dit programma kan de handtekeningen (Ed25519) hier niet nakijken. Er is niets nagekeken. Gebruik een nieuwere browser, of Node 20 of nieuwer.',
    failed: 'Er is niets nagekeken.',
    usage: 'Er is niets nagekeken. Start dit programma zo, met het nieuwste bewijsbestand eerst:',
    unread: (name) => `Het bestand ${name} kan niet worden gelezen. Kijk of de naam klopt en of u het mag openen.`,
    empty: (name) => `Het bestand ${name} is leeg. Download het opnieuw.`,
    large: (name) => `Het bestand ${name} is te groot (meer dan 256 MB). Een bewijsbestand is veel kleiner.`,
    many: 'Kies één bewijsbestand om na te kijken. Oudere bestanden horen bij 2.',
  },
  en: {
    title: 'Check of what was recorded',
    wrong: (count) => `It is not right: ${count} ${count === 1 ? 'finding' : 'findings'}.`,
    alone:
      'What is in this file fits together. It was not compared with anything that was kept before. If something was taken off the end, or everything was made anew, this check cannot show it.',
    compared: ({ size, at }) =>
      `What is in this file fits together, and fits what was kept before. ${size === 1 ? 'The first record is' : `The first ${size} records are`} still as on ${moment(at)}.`,
    absent: 'Not everything was checked: a part of the content is not in this file.',
    file: (name) => `File that was checked: ${name}`,
    older: (names) => `Compared with: ${names}`,
    same: 'An older file is exactly the same file. That says nothing: it was not compared with.',
    nothing: 'Nothing was recorded yet in the older file. There was nothing to compare.',
    table: 'Table',
    records: (size) => `Records: ${size}.`,
    values: (checked) => `Values that are here and were checked: ${checked}.`,
    missing: 'Not in this file, and so not checked:',
    unusual:
      'Of an outcome that you may read, Samenspel itself leaves out names of persons only. Ask who gave you this file why more is missing.',
    after: (count) =>
      `${count === 0 ? '' : `What came after that (${count}) was compared with nothing older. `}If something was recorded after that moment and taken away again, this does not show it.`,
    trust:
      'Comparing says something only if you kept the older file yourself, or have it from somebody else than this file.',
    ask: 'Give an older evidence file or checkpoint along. Ask another party for one if you have none.',
    details: 'Technical details',
    keys: 'Fingerprints of the keys, the first one first. Compare all of them with what you got in another way:',
    last: 'Keep this checkpoint. It shows later whether something was changed or taken away:',
    unsupported:
      'This program cannot check the signatures (Ed25519) here. Nothing was checked. Use a newer browser, or Node 20 or newer.',
    failed: 'Nothing was checked.',
    usage: 'Nothing was checked. Start this program like this, with the newest evidence file first:',
    unread: (name) => `The file ${name} cannot be read. See whether the name is right and whether you may open it.`,
    empty: (name) => `The file ${name} is empty. Download it again.`,
    large: (name) => `The file ${name} is too large (over 256 MB). An evidence file is much smaller.`,
    many: 'Choose one evidence file to check. Older files belong at 2.',
  },
};

/** What was compared, and what that does not show. */
function comparedLines({ size, compared, same }, older, words) {
  if (compared !== null)
    return [words.older(older.map(plain).join(', ')), words.after(size - compared.size), words.trust];
  if (same > 0) return [words.same, words.ask];
  return [...(older.length > 0 ? [words.nothing] : []), words.ask];
}

/**
 * What the report says: its title, the verdict, what is wrong, and what to know and keep.
 * @param names of the file that was checked and of the older ones, as they were given
 */
export function report(result, names, language) {
  const words = REPORT[language];
  const { findings, size, checked, absent, compared, keys, last, table } = result;
  const missing = absentLines(absent, language);
  const wrong = findings.length > 0;
  const unusual = absent.fields.some(([name]) => name !== 'chairName');
  const fits = compared === null ? words.alone : words.compared(compared);
  return {
    title: words.title,
    code: codeOf(result),
    verdict: wrong ? words.wrong(findings.length) : [fits, ...(missing.length > 0 ? [words.absent] : [])].join('\n'),
    lines: [
      ...findings.map((finding) => `- ${sentence(finding, language)} [${finding.code}]`),
      words.file(plain(names.file)),
      ...(wrong ? [] : comparedLines(result, names.older, words)),
      ...(missing.length > 0 ? [words.missing, ...missing.map((line) => `  - ${line}`)] : []),
      ...(unusual ? [words.unusual] : []),
      words.records(size),
      words.values(checked),
      '',
      words.details,
      ...(table === null ? [] : [`${words.table}: ${table}`]),
      ...(keys.length > 0 ? [words.keys, ...keys.map((print) => `  ${print}`)] : []),
      ...(last === null || wrong ? [] : [words.last, '', last]),
    ],
  };
}

/** Why nothing could be checked: `unsupported`, `unread`, `empty`, `large`, `many`, `usage` or `failed`. */
export function refusal(why, language, name) {
  const words = REPORT[language][why];
  return typeof words === 'function' ? words(plain(name)) : words;
}
