import type { Config } from '../../config.ts'
import type { IndexingSummary } from '../../report-index/indexing.ts'
import { print } from './print.ts'
import { leftOut, updateIndex } from './ready-index.ts'

/** Brings the index up to date and says what changed. Gives the exit code: files that failed are listed, not an error. */
export async function index(config: Config, { json }: { readonly json?: boolean }): Promise<number> {
  const summary = await updateIndex(config)
  if (json === true) print(JSON.stringify(toJson(summary), null, 2))
  else printSummary(summary)
  return 0
}

/** Programs rely on these keys, and on added, updated and unchanged being all documents: a renamed one is an updated one. */
function toJson({ renamed, updated, ...summary }: IndexingSummary): object {
  const { documents, paragraphs, observations, added, ...rest } = summary
  return { documents, paragraphs, observations, added, updated: updated + renamed, ...rest }
}

function printSummary(summary: IndexingSummary): void {
  const { documents, paragraphs, observations, added, updated, renamed, removed, unchanged, failed, seconds } = summary
  const names = renamed === 0 ? '' : `，改名${renamed}`
  const counts = `新增${added}，更新${updated}${names}，删除${removed}，未变${unchanged}，失败${failed.length}`
  print(`索引已更新：${counts}（用时${seconds}秒）`)
  print(`现有报告${documents}份，段落${paragraphs}个，数字${observations}个`)
  for (const one of failed) print(leftOut(one))
}
