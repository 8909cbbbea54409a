import { describeReport } from '../../document/describe-report.ts'
import type { MetadataChange } from '../../document/metadata.ts'
import { createUploads } from '../../document/uploads.ts'
import type { Uploads } from '../../document/uploads.ts'
import type { ReportReader } from '../../report-index/reading/report-reader.ts'

/** The reports folder as admins change it in chat. What they change is seen by the next run of indexing. */
export interface Library {
  readonly uploads: Uploads
  /** How a report would be read. Rejects with a ReportError when it cannot be. */
  readonly survey: ReportReader['survey']
  /** States something about a report, in the metadata file beside it. */
  describe(file: string, change: MetadataChange): Promise<void>
}

/** The library of a reports folder; `reader` reads what people send, and so must be a contained one. */
export function createLibrary(reportsDir: string, reader: ReportReader): Library {
  return {
    uploads: createUploads(reportsDir),
    survey: (input) => reader.survey(input),
    describe: (file, change) => describeReport(reportsDir, file, change),
  }
}
