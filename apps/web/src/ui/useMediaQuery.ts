import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/**
 * Follows a media query for as long as the component lives. Paper is narrower than the screen, but nothing that is open on
 * the screen may change its place for it: what somebody was typing there would be gone.
 */
export function useMediaQuery(query: string): Readonly<Ref<boolean>> {
  const list = matchMedia(query);
  const paper = matchMedia('print');
  const matches = ref(list.matches);
  const follow = (): void => {
    if (!paper.matches) matches.value = list.matches;
  };
  list.addEventListener('change', follow);
  onScopeDispose(() => list.removeEventListener('change', follow));
  return readonly(matches);
}
