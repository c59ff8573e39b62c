import { cruise, type IForbiddenRuleType, type ICruiseResult } from 'dependency-cruiser';
import { FLOORS, TESTING } from './rooms';

/** Tests may look into every room. */
const TESTS = String.raw`(\.test\.ts$|/${TESTING}/)`;

/** One rule for each room: nothing in it reaches for a room above. */
function rules(): IForbiddenRuleType[] {
  return Object.entries(FLOORS).flatMap(([app, rooms]) => [
    ...rooms.slice(0, -1).map((room, floor): IForbiddenRuleType => ({
      name: `${app}/${room} uses nothing above it`,
      severity: 'error',
      from: { path: `^${app}/${room}/`, pathNot: TESTS },
      to: { path: `^${app}/(${rooms.slice(floor + 1).join('|')})/` },
    })),
    {
      name: `${app}: only tests use ${TESTING}`,
      severity: 'error',
      from: { path: `^${app}/`, pathNot: TESTS },
      to: { path: `^${app}/.*${TESTING}/` },
    },
  ]);
}

/** What one look at the imports of the apps found. */
export interface Floors {
  /** Arrows that go up, each as `file -> file`. */
  readonly upward: readonly string[];
  /** How many files were read, so that no check passes because it looked at nothing. */
  readonly files: number;
}

/** @param root the folder that has `apps` in it */
export async function floorsOf(root: string): Promise<Floors> {
  const { output } = await cruise(Object.keys(FLOORS), {
    baseDir: root,
    ruleSet: { forbidden: rules() },
    validate: true,
    // Types are arrows too: who needs the shape of something above cannot be understood without it.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  });
  const { modules, summary } = output as ICruiseResult;
  return { upward: summary.violations.map(({ from, to }) => `${from} -> ${to}`).sort(), files: modules.length };
}
