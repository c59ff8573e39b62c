export default {
  title: 'Seal of this table',
  lead: 'What the chair records is sealed. Here you check whether it is still exactly what it was. Not even an administrator can change it unnoticed.',
  empty:
    'Nothing has been recorded at this table yet. Once the chair records an outcome, it is under seal from that moment on.',
  notReady: 'Nothing can be recorded now.',
  notReadyMeans:
    'The key with which Samenspel seals is missing on the server. Reading and checking work as usual. Whoever runs the server can put the key back.',
  checking: 'Checking',
  unsupported: 'This browser can not check the seal.',
  unsupportedMeans:
    'The signatures can not be checked here: the browser is too old for it, or the connection is not secure. Download the bundle and the separate check below, and check it on another device.',
  grown: 'Something was added since your check. Check again to include it.',
  check: {
    title: 'Check',
    means:
      'Your browser fetches all records of this table and works out for itself whether they are right. What you may not read counts too, but without its content.',
    do: 'Check',
    again: 'Check again',
  },
  result: {
    right:
      'The one record is right. Nothing in it was changed. | All {n} records are right. Nothing in them was changed.',
    rightEmpty: 'Nothing has been recorded yet, and that is right.',
    since:
      'Also compared with the checkpoint of {moment} that this browser kept before: nothing disappeared or was replaced.',
    first:
      'This browser checks this table for the first time and remembers how the seal is now. Should something disappear later, the next check will show it.',
    wrong: 'The seal is not right.',
    wrongMeans: 'What was recorded here was changed or removed outside Samenspel, or an old copy was put back:',
    wrongTodo:
      'Do not rely on what stands here. Download the bundle as evidence and report it to the chair and to whoever runs the server.',
    more: 'And 1 more finding. | And {n} more findings.',
    details: 'What was checked?',
    size: '1 record in the log. | {n} records in the log.',
    values: 'Of {readable} of them you may read the content: {values} fields were checked.',
    hidden: 'Of 1 other you only see that it is there. | Of {n} others you only see that they are there.',
    erased: '1 field was erased; the log says why. | {n} fields were erased; the log says why.',
    withheld:
      '1 field is not given to you: the name of a person of another party. | {n} fields are not given to you: names of persons of other parties.',
    last: 'The last one is of {moment}.',
  },
  proof: {
    title: 'Keep it and check it yourself',
    means:
      'Would you rather not take the word of Samenspel for it? Keep a bundle and check it with the separate check, without internet. An auditor can do the same.',
    bundle: 'Download the bundle',
    bundleMeans:
      'All records of this table with the content that you may read. Keep it outside Samenspel: an older bundle later shows whether something is gone.',
    page: 'Download the separate check (web page)',
    pageMeans:
      'One file that you open in your browser. It sends nothing away. Would you rather have nothing from this server? The same file comes with the source code of Samenspel.',
    script: 'Download the same check for Node',
    fingerprint: 'Fingerprint of the key',
    fingerprintMeans: 'Compare it with what you got in another way, for example on paper.',
    checkpoint: 'Last checkpoint',
    checkpointMeans:
      'These few lines prove how the whole log is now. They hold no content: you may give them to anybody.',
  },
  state: {
    unchecked: 'Sealed, not checked yet',
    right: 'Seal checked: right',
    wrong: 'Seal checked: not right',
    elsewhere: 'This is right, but the seal of the table is not',
    unsupported: 'Can not be checked in this browser',
    more: 'Seal of this table',
  },
  findings: {
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
