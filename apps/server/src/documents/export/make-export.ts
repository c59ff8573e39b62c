import { modelOf, type ExportJob } from './export-model';
import { docxOf } from './to-docx';
import { pdfOf } from './to-pdf';

/** Makes the file, from the texts as the log has them. */
export function makeExport(job: ExportJob): Promise<Uint8Array> {
  const model = modelOf(job);
  return job.format === 'docx' ? docxOf(model) : pdfOf(model);
}
