// ---- In a browser -------------------------------------------------------------------------------------------------------------
import { Unsupported, verify } from './verify.mjs';
import { report, unsupported } from './words.mjs';

const byId = (id) => document.getElementById(id);
const files = { bundle: [], older: [] };

function show(language, { title, good, verdict, lines }) {
  const section = document.createElement('section');
  section.lang = language;
  const heading = document.createElement('h2');
  heading.textContent = title;
  const shown = document.createElement('p');
  shown.className = good ? 'verdict good' : 'verdict bad';
  shown.textContent = (good ? '\u2713 ' : '\u2717 ') + verdict;
  const details = document.createElement('pre');
  details.textContent = lines.join('\n');
  section.append(heading, shown, details);
  byId('result').append(section);
}

async function check() {
  byId('result').replaceChildren();
  if (files.bundle.length === 0) return;
  const text = await files.bundle[0].text();
  const older = await Promise.all(files.older.map((file) => file.text()));
  let bundle = null;
  try {
    bundle = JSON.parse(text);
  } catch {
    // Not even JSON: the report says that it is no bundle.
  }
  try {
    const result = await verify(bundle, older);
    for (const language of ['nl', 'en']) show(language, report(result, older.length, language));
    byId('print').hidden = false;
  } catch (error) {
    if (!(error instanceof Unsupported) && crypto.subtle !== undefined) throw error;
    for (const language of ['nl', 'en'])
      show(language, { title: '', good: false, verdict: unsupported(language), lines: [] });
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
    take(input.files);
  });
}
byId('print').addEventListener('click', () => print());
