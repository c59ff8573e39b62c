export default {
  title: 'Check what was recorded',
  lead: 'What the chair records goes into a log from which nothing should ever go. Here you check whether the log is still right. If somebody changes something in it, an administrator too, whoever kept an earlier check or an evidence file can see that.',
  empty: 'Nothing has been recorded at this table yet. Once the chair records an outcome, it is in the log.',
  notReady: 'Nothing can be recorded now.',
  notReadyMeans:
    'The key with which Samenspel seals is missing on the server. Reading and checking work as usual. Whoever runs the server can put the key back.',
  checking: 'Checking',
  unsupported: 'This browser cannot check this.',
  unsupportedMeans:
    'The signatures cannot be checked here: the browser is too old for it, or the connection is not secure. Download the evidence file and the checking program below, and check it on another device.',
  grown: 'Something was added since your check. Check again to include it.',
  check: {
    title: 'Check',
    means:
      'Your browser fetches all records of this table and works out for itself whether they fit together, and fit what this browser kept before. What you may not read counts too, but without its content.',
    do: 'Check',
    again: 'Check again',
  },
  result: {
    empty:
      'Nothing has been recorded here yet. It was compared with nothing: if something was taken away, it cannot be seen now.',
    alone:
      'What was recorded here fits together. This browser had nothing to compare it with yet. If something was taken off the end, or everything was made anew, it cannot be seen now.',
    compared:
      'What was recorded here fits together, and fits what this browser kept before: the first record is still as on {moment}. | What was recorded here fits together, and fits what this browser kept before: the first {n} records are still as on {moment}.',
    after:
      'The record after that has not been compared with anything yet. | The {n} records after that have not been compared with anything yet.',
    part: 'Not everything was checked: a part of the content is not given to you. Below you see which.',
    kept: 'This browser remembers how it is now. Should something change or disappear later, the next check in this browser will show it.',
    notKept: 'This browser cannot remember how it is now. So download the evidence file, to compare with later.',
    wrong: 'The log is not right.',
    wrongMeans: 'Something was changed or removed outside Samenspel, or an old copy was put back:',
    wrongTodo:
      'Do not rely on what stands here. Download the evidence file and report it to the chair and to whoever runs the server.',
    more: 'And 1 more finding. | And {n} more findings.',
    details: 'What was checked?',
    size: '1 record in the log. | {n} records in the log.',
    values: 'Of {readable} of them you may read the content: {values} fields were checked.',
    last: 'The last one is of {moment}.',
  },
  absent: {
    title: 'This was not checked, because it is not given to you or was erased:',
    records: {
      outcome:
        '1 outcome: you only see that it is there, not what it says. | {n} outcomes: you only see that they are there, not what they say.',
      adoption:
        '1 decision about an outcome: you only see that it is there. | {n} decisions about outcomes: you only see that they are there.',
      supersession:
        '1 replacement of an outcome: you only see that it is there. | {n} replacements of outcomes: you only see that they are there.',
      publication:
        '1 publication: you only see that it is there. | {n} publications: you only see that they are there.',
      roundClosed:
        '1 closed round of comments: you only see that it is there. | {n} closed rounds of comments: you only see that they are there.',
      erasure:
        '1 note that something was erased: you only see that it is there. | {n} notes that something was erased: you only see that they are there.',
      other: '1 record of the kind {name}. | {n} records of the kind {name}.',
    },
    fields: {
      texts: 'The texts of 1 outcome. | The texts of {n} outcomes.',
      chairName:
        'The name of a person of another party, with 1 outcome. | The names of persons of other parties, with {n} outcomes.',
      dissent: 'The dissents with 1 outcome. | The dissents with {n} outcomes.',
      other: 'The field "{name}" of 1 record. | The field "{name}" of {n} records.',
    },
    erased: '1 erased value. The log says why. | {n} erased values. The log says why.',
    unusual:
      'Of an outcome that you may read, Samenspel leaves out names of persons only. Here more is missing. Ask whoever runs the server why.',
  },
  proof: {
    title: 'Keep it and check it yourself',
    means:
      'Would you rather not rely on this browser alone? Keep an evidence file and check it with the checking program, without internet. An auditor can do the same.',
    bundle: 'Download evidence file',
    bundleMeans:
      'All records of this table with the content that you may read. Keep it outside Samenspel: an older evidence file shows you later whether something is gone.',
    page: 'Download checking program (web page)',
    pageMeans:
      'One file that you open in your browser. It sends nothing. Would you rather have nothing from this server? The same file is with the source code of Samenspel.',
    script: 'Download the version for technicians (Node.js)',
    details: 'Technical details',
    fingerprint: 'Fingerprint of the key',
    fingerprintMeans: 'Compare it with what you got in another way, for example on paper.',
    checkpoint: 'Last checkpoint',
    checkpointMeans:
      'These few lines fix how the whole log is now, according to the server. Whoever keeps them can see later whether something was changed or is gone. They hold no content: you may give them to anybody.',
  },
  state: {
    unchecked: 'Recorded, not checked yet',
    right: 'Checked: the same as in the log',
    part: 'Partly checked: a part is not given to you',
    wrong: 'Checked: not the same as in the log',
    elsewhere: 'This is the same as in the log, but something else in the log is not right',
    unsupported: 'Cannot be checked in this browser',
    more: 'Check what was recorded',
  },
  findings: {
    form: 'This is no evidence file of Samenspel, or a part of it is missing or has another form. Nothing was checked.',
    'form-text':
      'The file is no longer literally as Samenspel writes it: there may be spaces or lines in between, or something stands there twice. Download it again and do not open it in another program.',
    'form-order': 'The rows of {list} do not stand in their fixed order, or a row stands there twice.',
    'table-other': 'These are the records of another table.',
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
