// npm run campaign:comments -- --lives N [--seed S]: texts that several edit at once, and where everybody sees the comments on them.
import { argumentsOf, runTests } from './campaign.mjs';
import { install } from './prepare.mjs';

const { number: lives, seed } = argumentsOf('comments', 'lives', 2000);
install();
console.log(`${lives} lives, seed ${seed} ...`);
const { counts, failed } = runTests('libs/collab', ['anchors/everybody-alike'], 'COMMENTS', {
  COUNT: lives,
  SEED: seed,
});
console.log(JSON.stringify({ ...counts, failed, seed }));
process.exit(failed === 0 ? 0 : 1);
