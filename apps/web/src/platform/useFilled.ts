import { readonly, ref, watch, type Ref } from 'vue';

/**
 * Fills in the fields of a form from what stands: once, and again only when somebody else changed it. A form that still
 * shows what was known before the page fetched would otherwise save over that change without anybody having seen it.
 *
 * @param standing what the form changes; undefined while it is not there
 * @returns the version that the fields show, for the save to name; 0 while there is none
 */
export function useFilled<Standing extends { readonly version: number }>(
  standing: () => Standing | undefined,
  fill: (now: Standing) => void,
): Readonly<Ref<number>> {
  const seen = ref(0);
  watch(
    standing,
    (now) => {
      if (!now || now.version === seen.value) return;
      seen.value = now.version;
      fill(now);
    },
    { immediate: true },
  );
  return readonly(seen);
}
