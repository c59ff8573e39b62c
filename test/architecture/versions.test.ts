import { describe, expect, it } from 'vitest';
import { read } from './files';

/** Below these, a packet from anybody ends the server or fills its memory. */
const FLOORS: Readonly<Record<string, string>> = { ws: '8.21.3', 'socket.io-parser': '4.2.6' };

/** Installed versions in a lock file that are older than allowed, wherever in the tree they are. */
function tooOld(lock: { packages: Record<string, { version?: string }> }): string[] {
  return Object.entries(lock.packages).flatMap(([path, { version }]) => {
    const floor = FLOORS[path.split('node_modules/').at(-1) ?? ''];
    return floor !== undefined && version !== undefined && isOlder(version, floor) ? [`${path} ${version}`] : [];
  });
}

function isOlder(version: string, floor: string): boolean {
  return version.localeCompare(floor, 'en', { numeric: true }) < 0;
}

describe('[C36] what carries live connections', () => {
  it('is new enough, also where another package brings its own', () => {
    const lock = JSON.parse(read('package-lock.json')) as Parameters<typeof tooOld>[0];
    for (const name of Object.keys(FLOORS))
      expect(Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`))).toBe(true);
    expect(tooOld(lock)).toEqual([]);
  });

  it('misses nothing: an old one deep in the tree is found', () => {
    const lock = {
      packages: {
        'node_modules/ws': { version: '8.22.0' },
        'node_modules/engine.io/node_modules/ws': { version: '8.21.2' },
      },
    };
    expect(tooOld(lock)).toEqual(['node_modules/engine.io/node_modules/ws 8.21.2']);
    expect(tooOld({ packages: { 'node_modules/socket.io-parser': { version: '4.2.10' } } })).toEqual([]);
  });
});
