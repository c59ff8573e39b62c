import { canonicalText, readCanonicalText, type RenderedBlock } from '@samenspel/collab';
import { canonicalJson, type OutcomeText } from '@samenspel/domain';

/** A frozen text as it is drawn, and whether what is drawn has the hash that stands beside it. */
export interface CheckedText {
  readonly text: Pick<OutcomeText, 'code' | 'title' | 'hash'>;
  /** Null when there is nothing that can be drawn: it was erased, or is in a form that we do not know. */
  readonly blocks: readonly RenderedBlock[] | null;
  readonly state: 'matches' | 'differs' | 'erased';
}

/** Recomputes the hash from what will be drawn, with the canonicaliser that the server uses (docs/spec.md B2). */
export async function checkText(text: Pick<OutcomeText, 'code' | 'title' | 'hash' | 'text'>): Promise<CheckedText> {
  if (text.text === null) return { text, blocks: null, state: 'erased' };
  const blocks = drawn(text.text);
  if (blocks === null) return { text, blocks, state: 'differs' };
  const hash = await sha256(canonicalJson(canonicalText(blocks)));
  return { text, blocks, state: hash === text.hash ? 'matches' : 'differs' };
}

function drawn(text: OutcomeText['text']): readonly RenderedBlock[] | null {
  try {
    return readCanonicalText(text);
  } catch {
    // Not in the canonical form: it is shown as one that differs, which it does.
    return null;
  }
}

async function sha256(words: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
