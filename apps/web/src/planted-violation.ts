import { DEFAULT_PORT } from '@samenspel/server/src/platform/config';

export const planted = DEFAULT_PORT;
