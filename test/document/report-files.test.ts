import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listReportFiles, readReportFile } from '../../src/document/report-files.ts'
import { InputError, ReportError, ReportUnavailableError } from '../../src/errors.ts'

let dir = ''

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'baoshu-reports-'))
})

afterEach(async () => {
  await rm(dir, { recursive: true })
})

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, file)), { recursive: true })
    await writeFile(path.join(dir, file), content)
  }
}

test('a report of more than 100 MB is refused before it is read', async () => {
  const place = path.join(dir, 'a.pdf')
  await writeFile(place, '')
  await truncate(place, 101 * 1024 * 1024)
  const before = process.memoryUsage().arrayBuffers
  await expect(readReportFile(dir, 'a.pdf')).rejects.toThrow('超过 100 MB')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024)
})

describe('the reports of a folder', () => {
  test('are listed with their subfolders, sorted, without what is no report', async () => {
    await write({
      'b.txt': '乙',
      '2024/a.md': '甲',
      'README.md': '说明',
      '.hidden/c.txt': '丙',
      '.draft.txt': '草稿',
      'b.meta.yaml': 'title: 乙报',
      '2024/a.md.meta.yaml': 'title: 甲报',
    })
    expect(await listReportFiles(dir)).toEqual([
      { file: '2024/a.md', path: path.join(dir, '2024/a.md'), metadataPath: path.join(dir, '2024/a.md.meta.yaml') },
      { file: 'b.txt', path: path.join(dir, 'b.txt'), metadataPath: path.join(dir, 'b.meta.yaml') },
    ])
  })

  test('are listed once and for all where links go round, and links to files count', async () => {
    await write({ 'a.txt': '甲', 'sub/b.txt': '乙' })
    await symlink(dir, path.join(dir, 'sub/round'))
    await symlink(path.join(dir, 'a.txt'), path.join(dir, 'linked.txt'))
    expect((await listReportFiles(dir)).map(({ file }) => file)).toEqual(['a.txt', 'linked.txt', 'sub/b.txt'])
  })

  test('hold a link that leads nowhere, so that somebody is told of it', async () => {
    await symlink(path.join(dir, 'nowhere'), path.join(dir, 'dangling.txt'))
    await symlink('circle.txt', path.join(dir, 'circle.txt'))
    expect((await listReportFiles(dir)).map(({ file }) => file)).toEqual(['circle.txt', 'dangling.txt'])
    await expect(readReportFile(dir, 'dangling.txt')).rejects.toThrow('它指向的文件不存在')
    await expect(readReportFile(dir, 'circle.txt')).rejects.toThrow('链接绕成了圈')
  })

  test('of a folder that is not there give one sentence', async () => {
    await expect(listReportFiles(path.join(dir, 'none'))).rejects.toThrow(InputError)
    await expect(listReportFiles(path.join(dir, 'none'))).rejects.toThrow(/不存在.*REPORTS_DIR/u)
  })
})

test.runIf(process.platform === 'linux')('a report that the disk does not give is not at fault', async () => {
  // Of this file reading gives an error that disks give.
  await symlink('/proc/self/mem', path.join(dir, 'a.txt'))
  await expect(readReportFile(dir, 'a.txt')).rejects.toThrow(ReportUnavailableError)
  await expect(readReportFile(dir, 'a.txt')).rejects.toThrow('磁盘读写出错，请检查磁盘和文件权限')
  await expect(readReportFile(dir, 'gone.txt')).rejects.not.toThrow(ReportUnavailableError)
})

describe('a report that is none', () => {
  test.runIf(process.platform === 'linux')('is not waited for: a pipe, a device', async () => {
    execFileSync('mkfifo', [path.join(dir, 'pipe.txt')])
    await symlink('/dev/zero', path.join(dir, 'zero.txt'))
    expect(await listReportFiles(dir)).toEqual([])
    await expect(readReportFile(dir, 'pipe.txt')).rejects.toThrow('不是普通文件')
    await expect(readReportFile(dir, 'zero.txt')).rejects.toThrow('不是普通文件')
    await expect(readReportFile(dir, '长'.repeat(90))).rejects.toThrow('文件名太长')
  })

  test.runIf(process.platform === 'linux')('is said to have a name in another encoding', async () => {
    await writeFile(
      Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xb9, 0xab, 0xb1, 0xa8]), Buffer.from('.txt')]),
      '甲',
    )
    const [listed] = await listReportFiles(dir)
    await expect(readReportFile(dir, listed ?? '')).rejects.toThrow('文件名不是 UTF-8 编码，请改名')
  })
})

describe('a report', () => {
  test('is read with its metadata, listed or by name', async () => {
    await write({ 'a.txt': '甲', 'a.txt.meta.yaml': 'title: 甲报', 'b.txt': '乙' })
    const expected = { file: 'a.txt', bytes: Buffer.from('甲'), metadata: 'title: 甲报' }
    const [listed] = await listReportFiles(dir)
    expect(await readReportFile(dir, listed ?? 'none')).toEqual(expected)
    expect(await readReportFile(dir, 'a.txt')).toEqual(expected)
    expect(await readReportFile(dir, 'b.txt')).toEqual({ file: 'b.txt', bytes: Buffer.from('乙') })
  })

  test('that vanished gives one sentence', async () => {
    await expect(readReportFile(dir, 'gone.txt')).rejects.toThrow(ReportError)
    await expect(readReportFile(dir, 'gone.txt')).rejects.toThrow(/gone\.txt：不存在/u)
  })
})
