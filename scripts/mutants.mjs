// npm run campaign:mutants -- --count N [--seed S]: updates, messages, packets and requests that were tampered with.
import { build } from './build.mjs';
import { argumentsOf, runTests } from './campaign.mjs';
import { install } from './prepare.mjs';

const { number: count, seed } = argumentsOf('mutants', 'count', 100_000);
install();
build();
// Most where it is cheapest: thousands a second in this process, hundreds over sockets, a hundred over HTTP.
const shares = [
  ['libs/collab', 'admission/mutants', 0.9],
  ['libs/collab', 'wire/mutants', 0.05],
  ['test', 'attacks/packets', 0.04],
  ['test', 'attacks/requests', 0.01],
];
console.log(`${count} mutants, seed ${seed} ...`);
const total = { mutants: 0, crashes: 0, partial: 0, hung: 0, serverErrors: 0, admitted: 0 };
let failed = 0;
for (const [project, filter, share] of shares) {
  const run = runTests(project, [filter], 'MUTANTS', { COUNT: Math.max(1, Math.round(count * share)), SEED: seed });
  for (const name of Object.keys(total)) total[name] += run.counts[name] ?? 0;
  failed += run.failed;
}
console.log(JSON.stringify({ ...total, failed, seed }));
const wrong = total.crashes + total.partial + total.hung + total.serverErrors + failed;
process.exit(wrong === 0 ? 0 : 1);
