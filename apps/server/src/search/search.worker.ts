import { answerJobs } from '../platform/worker-side';
import { searchTextOf } from './search-text';

answerJobs(searchTextOf);
