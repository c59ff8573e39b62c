import { onScopeDispose, ref, type Ref } from 'vue';

/** Does what is dragged go into something that takes it of itself? */
function isTaken({ target, dataTransfer }: DragEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isFile = dataTransfer?.types.includes('Files') === true;
  if (target instanceof HTMLInputElement && target.type === 'file') return isFile;
  return !isFile && (target.isContentEditable || target.matches('input, textarea'));
}

/**
 * Keeps the page where it is when something is dropped on it: a browser opens a dropped file or link in the place of the
 * page, and takes along what was not saved. Says whether somebody dropped a file.
 */
export function useDroppedFiles(): Ref<boolean> {
  const dropped = ref(false);
  const stay = (event: DragEvent): void => {
    // The text takes what it can by itself.
    if (event.defaultPrevented || isTaken(event)) return;
    event.preventDefault();
    if (event.type === 'drop') dropped.value = event.dataTransfer?.types.includes('Files') === true;
  };
  for (const type of ['dragenter', 'dragover', 'drop'] as const) window.addEventListener(type, stay);
  onScopeDispose(() => {
    for (const type of ['dragenter', 'dragover', 'drop'] as const) window.removeEventListener(type, stay);
  });
  return dropped;
}
