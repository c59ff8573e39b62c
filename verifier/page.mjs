// ---- In a browser -------------------------------------------------------------------------------------------------------------
import { Unsupported } from './bytes.mjs';
import { LARGEST } from './file.mjs';
import { verify } from './verify.mjs';
import { refusal, report } from './words.mjs';

const byId = (id) => document.getElementById(id);
const files = { bundle: [], older: [] };
/** Which check is the last one that was asked for: an earlier one that ends later must not stand beside it. */
let asked = 0;

const LOOKS = { right: ['\u2713', 'good'], limits: ['!', 'part'], wrong: ['\u2717', 'bad'] };

function show(language, look, { title, verdict, lines }) {
  const [mark, name] = LOOKS[look];
  const section = document.createElement('section');
  section.lang = language;
  const heading = document.createElement('h2');
  heading.textContent = title;
  const shown = document.createElement('p');
  shown.className = `verdict ${name}`;
  shown.textContent = `${mark} ${verdict}`;
  const details = document.createElement('pre');
  details.textContent = lines.join('\n');
  section.append(heading, shown, details);
  byId('result').append(section);
}

function refuse(why, more = {}) {
  for (const language of ['nl', 'en'])
    show(language, 'wrong', { title: '', verdict: refusal(why, language, more.name), lines: more.lines ?? [] });
}

async function bytesOf(file) {
  const buffer = await file.arrayBuffer().catch(() => null);
  return buffer === null ? null : new Uint8Array(buffer);
}

async function check() {
  const mine = ++asked;
  const isLast = () => mine === asked;
  byId('result').replaceChildren();
  byId('print').hidden = true;
  if (files.bundle.length === 0) return;
  if (files.bundle.length > 1) return refuse('many');
  const all = [...files.bundle, ...files.older];
  const read = await Promise.all(all.map(bytesOf));
  if (!isLast()) return;
  for (const [at, bytes] of read.entries()) {
    if (bytes === null) return refuse('unread', { name: all[at].name });
    if (bytes.length > LARGEST) return refuse('large', { name: all[at].name });
    if (bytes.length === 0) return refuse('empty', { name: all[at].name });
  }
  try {
    const result = await verify(read[0], read.slice(1));
    if (!isLast()) return;
    const names = { file: all[0].name, older: files.older.map(({ name }) => name) };
    for (const language of ['nl', 'en']) {
      const shown = report(result, names, language);
      show(language, { 0: 'right', 1: 'wrong' }[shown.code] ?? 'limits', shown);
    }
    byId('print').hidden = false;
  } catch (error) {
    if (!isLast()) return;
    // A page that is not from a file or a secure address has no signatures at all.
    if (error instanceof Unsupported || crypto.subtle === undefined) refuse('unsupported');
    else refuse('failed', { lines: [String(error)] });
  }
}

for (const name of ['bundle', 'older']) {
  const input = byId(name);
  const zone = input.closest('label');
  const take = (list) => {
    files[name] = [...list];
    void check();
  };
  input.addEventListener('change', () => take(input.files));
  zone.addEventListener('dragover', (event) => event.preventDefault());
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    take(event.dataTransfer.files);
  });
}
byId('print').addEventListener('click', () => print());
