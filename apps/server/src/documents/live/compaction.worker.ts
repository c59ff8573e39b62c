import { compact } from '@samenspel/collab/server';
import { answerJobs } from '../../platform/worker-side';

answerJobs(compact);
