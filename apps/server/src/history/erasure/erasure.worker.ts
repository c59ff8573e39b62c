import { answerJobs } from '../../platform/worker-side';
import { doErasureJob } from './erasure-work';

answerJobs(doErasureJob);
