import { answerJobs } from '../platform/worker-side';
import { doHistoryJob } from './history-work';

answerJobs(doHistoryJob);
