import { onScopeDispose } from 'vue';
import type { News } from '@samenspel/collab/client';
import { onNews } from './collab';

/** Hears news for as long as the component lives. */
export function useNews(listener: (news: News) => void): void {
  onScopeDispose(onNews(listener));
}
