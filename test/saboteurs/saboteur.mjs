/**
 * A known bug: the pieces of source that a mistaken hand would have written otherwise, and the check that must find it.
 * @typedef {{ file: string, find: string, replace: string }} Patch
 * @typedef {{ name: string, patches: readonly Patch[], by: { project: string, tests: string, histories?: number } }} Saboteur
 */

/** Histories of a simulated table that a bug in the engine or the client gets to show itself. */
const HISTORIES = 1_000;

/** A bug that histories of a simulated table must find. @returns {Saboteur} */
export function simulated(name, ...edits) {
  return saboteur(name, { project: 'libs/collab', tests: 'simulator/simulator.test', histories: HISTORIES }, edits);
}

/** A bug that these tests of a project must find. @returns {Saboteur} */
export function tested(name, project, tests, ...edits) {
  return saboteur(name, { project, tests }, edits);
}

function saboteur(name, by, edits) {
  return { name, patches: edits.map(([file, find, replace = '']) => ({ file, find, replace })), by };
}
