import { nextTick, readonly, shallowRef, type ShallowRef } from 'vue';

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
}

/** Opens and closes the panel; closing gives focus back to what opened it. */
export function usePanel(): PanelControl {
  const panel = shallowRef<Panel | null>(null);
  let opener: Element | null = null;

  function open(wanted: Panel): void {
    opener = document.activeElement;
    panel.value = wanted;
  }

  function close(): void {
    panel.value = null;
    void nextTick(() => {
      if (opener instanceof HTMLElement) opener.focus();
    });
  }

  return { panel: readonly(panel) as Readonly<ShallowRef<Panel | null>>, open, close };
}
