import type { Config } from '../../config.ts'
import { print } from './print.ts'
import { updateIndex } from './ready-index.ts'

/** Brings the index up to date and says what changed. Gives the exit code: files that failed are listed, not an error. */
export async function index(config: Config, { json }: { readonly json?: boolean }): Promise<number> {
  const summary = await updateIndex(config)
  if (json === true) {
    print(JSON.stringify(summary, null, 2))
    return 0
  }
  const { documents, paragraphs, observations, added, updated, removed, unchanged, failed, seconds } = summary
  print(
    `索引已更新：新增${added}，更新${updated}，删除${removed}，未变${unchanged}，失败${failed.length}（用时${seconds}秒）`,
  )
  print(`现有报告${documents}份，段落${paragraphs}个，数字${observations}个`)
  for (const { file, reason } of failed) print(`未收录 ${file}：${reason}`)
  return 0
}
