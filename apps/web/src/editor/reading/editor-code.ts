import type { EditorHost, MountedSection } from './mounted-section';
import type { UndoStack } from '../sync/undo-stack';

/** The part of the editor that is fetched when somebody is about to write. Reading needs none of it. */
export interface EditorCode {
  mountSection(parent: HTMLElement, host: EditorHost): MountedSection;
  createUndoStack(): UndoStack;
}

let code: EditorCode | null = null;
let coming: Promise<EditorCode> | null = null;

/** There already, so that a press can be answered at once. */
export function editorCode(): EditorCode | null {
  return code;
}

export function loadEditorCode(): Promise<EditorCode> {
  coming ??= import('../writing/mount').then(
    (loaded) => (code = loaded),
    (error: unknown) => {
      // A failed fetch may succeed at the next press.
      coming = null;
      throw error;
    },
  );
  return coming;
}
