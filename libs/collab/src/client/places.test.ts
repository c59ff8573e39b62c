import { expect, it } from 'vitest';
import { Random, World, typeAt, writer } from '../testing';
import type { LiveSection, LogPlace } from './live-section';

/** What a section tells of the places of edits, by the bytes of others and by the clock of the own text. */
function follow(section: LiveSection): { remote: Map<string, LogPlace | null>; own: [clock: number, seq: number][] } {
  const told = { remote: new Map<string, LogPlace | null>(), own: [] as [number, number][] };
  section.onBeforeRemote((update, place) => told.remote.set(update.join(), place));
  section.onSaved(({ clock }, seq) => told.own.push([clock, seq]));
  return told;
}

it('[C79] an edit is told with its place in the log: who came second is known, also after lost lines and lost answers', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = new Random(seed);
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tabs = (['commissioner', 'contractor', 'chair'] as const).map((role) => world.tab(world.speaker(role)));
    const sections = await Promise.all(tabs.map((tab) => writer(world, tab, sectionId)));
    const told = sections.map(follow);
    for (let step = 0; step < 60; step += 1) {
      const who = random.below(tabs.length);
      const [tab, section] = [tabs[who]!, sections[who]!];
      const choice = random.next();
      if (choice < 0.4) typeAt(section, 0, random.pick(['a', 'bc', 'def']));
      else if (choice < 0.5) await tab.toServer(1 + random.below(2));
      // At once: rows of several writers in one transaction, and in one message.
      else if (choice < 0.6) await Promise.all(tabs.map((each) => each.toServer()));
      else if (choice < 0.8) tab.toClient(1 + random.below(2));
      else if (choice < 0.85) tab.cut();
      else if (choice < 0.95) tab.connect();
      else {
        const fault = random.pick(['lost', 'stored-but-lost', null] as const);
        world.store.fault = () => fault;
        world.time.advance(300);
      }
      world.time.runSoon();
    }
    world.store.fault = () => null;
    for (const tab of tabs) tab.connect();
    for (let turn = 0; turn < 5; turn += 1) {
      await world.settle();
      world.time.advance(6_000);
    }
    const rows = world.store.sections.get(sectionId)!.rows;
    for (const [who, { remote, own }] of told.entries()) {
      const client = sections[who]!.doc.clientID;
      const leases = [...world.store.sections.get(sectionId)!.leases.values()];
      const { leaseId } = leases.find(({ clientId }) => clientId === client)!;
      const mine = rows.filter((row) => row.leaseId === leaseId).map(({ seq }) => seq);
      let placed = 0;
      for (const { bytes, seq } of rows) {
        const place = remote.get(bytes.join());
        if (!place) continue;
        const others = rows.filter((row) => row.leaseId !== leaseId && row.seq > place.after && row.seq < seq);
        expect(others, `seed ${seed}`).toHaveLength(place.index);
        placed += 1;
      }
      expect(placed).toBeGreaterThan(0);
      expect(own.map(([, seq]) => seq), `seed ${seed}`).toEqual(mine); // prettier-ignore
      expect(own.map(([clock]) => clock), `seed ${seed}`).toEqual([...own.map(([clock]) => clock)].sort((one, other) => one - other)); // prettier-ignore
    }
  }
});
