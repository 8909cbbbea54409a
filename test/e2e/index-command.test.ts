import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { finished, linesOf, run, startCommand, temporaryFolder } from '../support/command-line.ts'
import type { TemporaryFolder } from '../support/command-line.ts'
import { report } from '../support/indexed-folder.ts'

function indexing(folder: TemporaryFolder, ...more: string[]): string[] {
  return ['index', '--reports', folder.at('reports'), '--index', folder.at('index'), ...more]
}

test('Ctrl-C ends an indexing run with one line, and the next run goes on from there', async () => {
  await using folder = await temporaryFolder()
  const lines = Array.from({ length: 300 }, (_, at) => `松岭县第${at + 1}个项目完成投资${at + 2}万元。`)
  await folder.write({ 'reports/long.md': report('松岭县2024年公报', ...lines) })
  const child = startCommand(indexing(folder))
  const ended = finished(child)
  await vi.waitFor(() => expect(existsSync(folder.at('index/reports.db-wal'))).toBe(true), 20_000)
  child.kill('SIGINT')

  const { code, stderr, stdout } = await ended
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(linesOf(stderr)).toEqual([expect.stringMatching(/^更新已取消。.*下次更新接着做/)])
  expect(await run(indexing(folder, '--json'))).toMatchObject({ code: 0, stderr: '' })
})

test('a renamed report is shown as renamed, and in JSON as updated, so that the counts add up to all documents', async () => {
  await using folder = await temporaryFolder()
  await folder.write({ 'reports/a.md': report('松岭县2024年公报', '2024年，松岭县粮食产量达到8.1万吨。') })
  await run(indexing(folder))
  await rename(folder.at('reports/a.md'), folder.at('reports/b.md'))
  const { stdout } = await run(indexing(folder))
  expect(linesOf(stdout)[0]).toMatch(/^索引已更新：新增0，更新0，改名1，删除0，未变0，失败0/)
  await rename(folder.at('reports/b.md'), folder.at('reports/c.md'))
  const json = JSON.parse((await run(indexing(folder, '--json'))).stdout)
  expect(json).toEqual({
    documents: 1,
    paragraphs: expect.any(Number),
    observations: 1,
    added: 0,
    updated: 1,
    removed: 0,
    unchanged: 0,
    failed: [],
    seconds: expect.any(Number),
  })
})

test('reports that are out of reach give one sentence, and what was indexed before goes on answering', async () => {
  await using folder = await temporaryFolder()
  await folder.write({ 'reports/a.md': report('松岭县2024年公报', '2024年，松岭县粮食产量达到8.1万吨。') })
  await run(indexing(folder))
  await rename(folder.at('reports'), folder.at('elsewhere'))
  const refused = await run(indexing(folder))
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(linesOf(refused.stderr)).toEqual([expect.stringMatching(/^无法读取报告文件夹 .*：不存在。请检查 REPORTS_DIR/)])
  const { code, stdout, stderr } = await run(['ask', '松岭县2024年粮食产量多少', ...indexing(folder).slice(1)])
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/不存在.*先按现有的索引回答/) })
  expect(stdout).toContain('8.1万吨')
})
