import { shallowReactive } from 'vue';
import type { CollabClient, LiveSection, RecoveredDraft } from '@samenspel/collab/client';
import { EDIT } from '../editor/reading/edit-origin';
import { putDraftBack } from '../editor/sync/put-draft-back';

/** Drafts whose words stand in the text again and are not saved yet: putting them back once more would double them. */
export const returning: ReadonlySet<string> & { add(id: string): unknown; delete(id: string): unknown } =
  shallowReactive(new Set<string>());

/**
 * Puts a draft back at the end of its section. It is let go only once the server has it: what is refused again is still there.
 *
 * @returns false when its author may not write there now
 */
export async function returnDraft(client: CollabClient, live: LiveSection, draft: RecoveredDraft): Promise<boolean> {
  if (!(await live.prepareToWrite())) return false;
  returning.add(draft.draftId);
  const stop = live.on('changed', () => {
    const saved = live.state === 'live' && live.save.kind === 'saved';
    if (!saved && live.state !== 'closed') return;
    stop();
    const done = (): void => void returning.delete(draft.draftId);
    if (saved) client.discardDraft(draft.draftId).then(done, done);
    else done();
  });
  putDraftBack(live.doc, draft.text, () => crypto.randomUUID(), EDIT);
  return true;
}
