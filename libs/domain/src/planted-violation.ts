import { TEXT_ROOT } from '@samenspel/collab';

export const planted = TEXT_ROOT;
