import { planFromFile } from '@samenspel/domain';
import { planFromDocx, type PlanFromFile } from './plan-from-docx';

/** A file for the thread that reads it: a large one takes seconds, in which the others go on writing. */
export interface ImportJob {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Makes a plan of an uploaded file by what its name says it is. */
export async function planFromUpload({ name, bytes }: ImportJob): Promise<PlanFromFile> {
  if (/\.doc[xm]\s*$/i.test(name)) return planFromDocx(name, bytes);
  const result = planFromFile(name, bytes);
  return result.ok ? { ...result, remarks: [] } : result;
}
