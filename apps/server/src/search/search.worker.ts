import { answerJobs } from '../platform/worker-side';
import { readIn } from './search-reading';

answerJobs(readIn);
