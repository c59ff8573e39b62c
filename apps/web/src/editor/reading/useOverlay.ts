import { nextTick, onMounted, onUnmounted, watch, type WatchSource } from 'vue';

/** Measures again when the text, its size or one of the sources changed; once per frame at most. */
export function useOverlay(body: () => HTMLElement, sources: WatchSource[], measure: () => void): void {
  let frame = 0;
  const soon = (): void => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      measure();
    });
  };
  const sizes = typeof ResizeObserver === 'function' ? new ResizeObserver(soon) : null;
  onMounted(() => {
    sizes?.observe(body());
    soon();
  });
  watch(sources, () => void nextTick(soon));
  onUnmounted(() => {
    sizes?.disconnect();
    cancelAnimationFrame(frame);
  });
}
