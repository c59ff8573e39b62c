import { answerJobs } from '../../platform/worker-side';
import { makeExport } from './make-export';

answerJobs(makeExport);
