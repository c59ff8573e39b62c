import { readonly, ref, toValue, watch, type Ref } from 'vue';

/**
 * Fills in the fields of a form from what stands: once, and again when somebody else changed it. A form that still shows
 * what was known before the page fetched would otherwise save over that change without anybody having seen it. Fields in
 * which something was typed are left alone: that save names the version that they were filled from, and is refused.
 *
 * @param standing what the form changes; undefined while it is not there
 * @param fields what {@link fill} writes and the form changes
 * @returns the version that the fields show, for the save to name; 0 while there is none
 */
export function useFilled<Standing extends { readonly version: number }>(
  standing: () => Standing | undefined,
  fill: (now: Standing) => void,
  fields: readonly unknown[],
): Readonly<Ref<number>> {
  const seen = ref(0);
  const shown = (): string => JSON.stringify(fields.map((field) => toValue(field)));
  let filled = '';
  watch(
    standing,
    (now) => {
      if (!now || now.version === seen.value) return;
      if (seen.value !== 0 && shown() !== filled) return;
      seen.value = now.version;
      fill(now);
      filled = shown();
    },
    { immediate: true },
  );
  return readonly(seen);
}
