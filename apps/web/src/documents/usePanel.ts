import { nextTick, readonly, shallowRef, type ShallowRef } from 'vue';
import { rememberFocus, type ReturnFocus } from '../ui/return-focus';

/** What the right side shows: one thing at a time. */
export const SECTION_PANELS = ['comments', 'history', 'rights'] as const;
export type SectionPanel = (typeof SECTION_PANELS)[number];
export type Panel =
  | {
      readonly kind: SectionPanel;
      readonly sectionId: string;
      /** Leaves the focus where it is: the reader pressed in the text and may go on writing there. */
      readonly quiet?: boolean;
    }
  | { readonly kind: 'drafts' };

interface PanelControl {
  readonly panel: Readonly<ShallowRef<Panel | null>>;
  open(panel: Panel): void;
  close(): void;
  /** What was begun from the text is done: focus goes back to it and the panel stays. */
  leave(): void;
}

/** Opens and closes the panel; closing gives focus back to what opened it. */
export function usePanel(): PanelControl {
  const panel = shallowRef<Panel | null>(null);
  let goBack: ReturnFocus | null = null;

  function open(wanted: Panel): void {
    // From within the panel one goes back to what opened it first.
    if (!document.activeElement?.closest('[data-side-panel]')) goBack = rememberFocus();
    panel.value = wanted;
  }

  function close(): void {
    panel.value = null;
    leave();
  }

  function leave(): void {
    void nextTick(() => goBack?.());
  }

  return { panel: readonly(panel) as Readonly<ShallowRef<Panel | null>>, open, close, leave };
}
