import { planFromFile } from '@samenspel/domain';
import { answerJobs } from '../platform/worker-side';
import type { ImportJob } from './import.service';

answerJobs(({ name, bytes }: ImportJob) => planFromFile(name, bytes));
