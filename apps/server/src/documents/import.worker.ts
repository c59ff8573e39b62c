import { answerJobs } from '../platform/worker-side';
import { planFromUpload } from './docx/plan-from-upload';

answerJobs(planFromUpload);
