// ---- The report, in Dutch and in English ----------------------------------------------------------------------------------

/** What each finding means. {n} counts records from 1, as people do; in the file they count from 0. */
export const FINDINGS = {
  nl: {
    form: 'Dit is geen bundel van een zegel, of een deel ervan ontbreekt of heeft een andere vorm. Er is niets nagekeken.',
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
      'Er staat een waarde ({field}) van vastlegging {n}, die in deze bundel niet te lezen hoort te zijn.',
    'value-missing': 'De waarde van {field} in vastlegging {n} ({record}) ontbreekt.',
    'value-changed': 'De waarde van {field} in vastlegging {n} ({record}) is veranderd.',
    'value-gone':
      'De waarde van {field} in vastlegging {n} ({record}) is weg, en het logboek zegt niet dat zij is gewist.',
    'erasure-undone':
      'De waarde van {field} in vastlegging {n} ({record}) is volgens het logboek gewist, en staat er toch.',
    'readable-stray': 'Kenmerk {record} hoort te lezen te zijn, maar staat niet in het logboek.',
    'withheld-stray':
      'Er staat dat {field} van vastlegging {n} u niet wordt gegeven, maar dat veld is er niet of hoort daar niet.',
    'older-form': 'Het oudere bestand is geen bundel en geen controlepunt.',
    'older-log': 'Het oudere controlepunt is van een ander logboek.',
    'older-key':
      'Het oudere controlepunt (na vastlegging {size}) is getekend met een sleutel die hier niet voorkomt: het logboek kan opnieuw zijn gemaakt.',
    'older-signature':
      'De handtekening onder het oudere controlepunt (na vastlegging {size}) klopt niet met de sleutel van nu.',
    'older-lost': 'Er waren al {size} vastleggingen. Nu zijn het er minder: het einde van het logboek is weg.',
    'older-other': 'De eerste {size} vastleggingen zijn niet meer die van toen: dit is een andere geschiedenis.',
  },
  en: {
    form: 'This is no bundle of a seal, or a part of it is missing or has another form. Nothing was checked.',
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
      'There is a checkpoint after record {size}, but that record is not there or can not be followed.',
    'checkpoint-form': 'The checkpoint after record {size} can not be read.',
    'checkpoint-log': 'The checkpoint after record {size} belongs to another log.',
    'checkpoint-size': 'The checkpoint after record {size} is about another number of records.',
    'checkpoint-root':
      'The checkpoint after record {size} does not fit the records: something was changed, removed or swapped.',
    'checkpoint-time': 'The checkpoint after record {size} names another time than the record.',
    'checkpoint-key': 'The checkpoint after record {size} was not signed with the key that belongs there.',
    'checkpoint-signature': 'The signature under the checkpoint after record {size} is wrong.',
    'commitment-stray': 'There is a field ({field}) of record {n}, which is not there.',
    'value-stray': 'There is a value ({field}) with record {n} that does not belong there.',
    'value-hidden': 'There is a value ({field}) of record {n}, which should not be readable in this bundle.',
    'value-missing': 'The value of {field} in record {n} ({record}) is missing.',
    'value-changed': 'The value of {field} in record {n} ({record}) was changed.',
    'value-gone': 'The value of {field} in record {n} ({record}) is gone, and the log does not say that it was erased.',
    'erasure-undone':
      'The value of {field} in record {n} ({record}) was erased according to the log, and yet it is there.',
    'readable-stray': 'Reference {record} should be readable, but is not in the log.',
    'withheld-stray':
      'It says that {field} of record {n} is not given to you, but that field is not there or does not belong there.',
    'older-form': 'The older file is neither a bundle nor a checkpoint.',
    'older-log': 'The older checkpoint is of another log.',
    'older-key':
      'The older checkpoint (after record {size}) was signed with a key that is not here: the log may have been made anew.',
    'older-signature': 'The signature under the older checkpoint (after record {size}) does not fit the key of now.',
    'older-lost': 'There were {size} records already. Now there are fewer: the end of the log is gone.',
    'older-other': 'The first {size} records are no longer those of then: this is another history.',
  },
};

/** One finding as a sentence. */
export function sentence(finding, language) {
  const given = { ...finding, n: (finding.leaf ?? 0) + 1 };
  return FINDINGS[language][finding.code].replace(/\{(\w+)\}/g, (_, name) => String(given[name] ?? '?'));
}

const REPORT = {
  nl: {
    title: 'Controle van het zegel',
    table: 'Tafel',
    good: 'Alles klopt: er is niets gewijzigd sinds het is vastgelegd.',
    bad: (count) => `Het klopt niet: ${count} ${count === 1 ? 'bevinding' : 'bevindingen'}.`,
    records: (size, readable) => `Vastleggingen: ${size}, waarvan ${readable} met inhoud in deze bundel.`,
    values: (checked, erased) => `Waarden nagekeken: ${checked}. Volgens het logboek gewist: ${erased}.`,
    withheld: (count) => `Waarden die aan wie deze bundel ophaalde niet zijn gegeven (namen van personen): ${count}.`,
    older: (count) => `Vergeleken met ${count} ${count === 1 ? 'ouder bestand' : 'oudere bestanden'}.`,
    alone:
      'Niet vergeleken met een ouder bestand. Daardoor is niet te zien of het einde van het logboek weg is, of het geheel opnieuw is gemaakt. Geef een oudere bundel of een ouder controlepunt mee.',
    keys: 'Vingerafdrukken van de sleutels, de eerste eerst. Vergelijk ze met wat u op een andere weg hebt gekregen:',
    last: 'Bewaar dit controlepunt. Het is uw bewijs van hoe het logboek nu is:',
    unsupported:
      'Dit programma kan de handtekeningen (Ed25519) hier niet nakijken. Gebruik een nieuwere browser of Node 20.',
  },
  en: {
    title: 'Check of the seal',
    table: 'Table',
    good: 'Everything is right: nothing was changed since it was recorded.',
    bad: (count) => `It is not right: ${count} ${count === 1 ? 'finding' : 'findings'}.`,
    records: (size, readable) => `Records: ${size}, of which ${readable} with their content in this bundle.`,
    values: (checked, erased) => `Values checked: ${checked}. Erased according to the log: ${erased}.`,
    withheld: (count) => `Values that were not given to who fetched this bundle (names of persons): ${count}.`,
    older: (count) => `Compared with ${count} older ${count === 1 ? 'file' : 'files'}.`,
    alone:
      'Not compared with an older file. So it can not be seen whether the end of the log is gone, or whether all of it was made anew. Give an older bundle or checkpoint along.',
    keys: 'Fingerprints of the keys, the first one first. Compare them with what you got in another way:',
    last: 'Keep this checkpoint. It is your proof of how the log is now:',
    unsupported: 'This program can not check the signatures (Ed25519) here. Use a newer browser or Node 20.',
  },
};

/** What the report says: its title, the verdict, what is wrong, and what to know and keep. */
export function report(result, olderFiles, language) {
  const words = REPORT[language];
  const { findings, size, readable, checked, erased, withheld, keys, last, table } = result;
  return {
    title: words.title,
    good: findings.length === 0,
    verdict: findings.length === 0 ? words.good : words.bad(findings.length),
    lines: [
      ...findings.map((finding) => `- ${sentence(finding, language)} [${finding.code}]`),
      ...(table === null ? [] : [`${words.table}: ${table}`]),
      words.records(size, readable),
      words.values(checked, erased),
      ...(withheld > 0 ? [words.withheld(withheld)] : []),
      olderFiles > 0 ? words.older(olderFiles) : words.alone,
      ...(keys.length > 0 ? [words.keys, ...keys.map((print) => `  ${print}`)] : []),
      ...(last === null ? [] : [words.last, '', last]),
    ],
  };
}

export const unsupported = (language) => REPORT[language].unsupported;
