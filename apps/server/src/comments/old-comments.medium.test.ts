import { TEXT_ROOT } from '@samenspel/collab';
import { ALIKE_MAX, id, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, describe, expect, it } from 'vitest';
import { ServerEdits } from '../documents/text/server-edits';
import { QUOTE, startCommenting, startThread } from '../testing/comments';
import { OldComments } from './old-comments';

const { app, world, as, section, only } = await startCommenting();
afterAll(() => app.close());

describe('[K25] comments from before the upgrade', () => {
  const forget = (threadId: string): Promise<unknown> =>
    app
      .get(DataSource)
      .query(
        `UPDATE comment_threads SET alike_here = $2, alike_elsewhere = $2, before = '', after = '' WHERE id = $1`,
        [threadId, ALIKE_MAX],
      );

  it('are measured when the server starts, where their words stand, and in no other text', async () => {
    const [stands, gone] = [await section(), await section()];
    const { anchor, threadId } = await startThread(app, as('contractor'), stands, QUOTE);
    const lost = await startThread(app, as('contractor'), gone, QUOTE);
    const by = { seatId: id<never>(world.seat('secretary')), personId: id<never>(world.person('secretary')) };
    await app.get(DataSource).transaction((manager) =>
      app.get(ServerEdits).append(manager, id<SectionId>(gone), by, null, (doc) => {
        const root = doc.getXmlFragment(TEXT_ROOT);
        root.delete(0, root.length);
      }),
    );
    await forget(threadId);
    await forget(lost.threadId);
    await app.get(OldComments).measureAll();
    expect((await only('contractor', stands)).anchor).toEqual(anchor);
    expect((await only('contractor', gone)).anchor.alike).toEqual({ here: ALIKE_MAX, elsewhere: ALIKE_MAX });
  });
});
