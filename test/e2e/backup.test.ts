import { statSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { startBot } from '../support/bot-process.ts'
import { linesOf, run, temporaryFolder } from '../support/command-line.ts'
import { report } from '../support/indexed-folder.ts'
import { askIn, questionsIn } from '../support/kept-questions.ts'

/** Other tests may keep the machine busy. */
const PATIENCE = { timeout: 60_000, interval: 200 }

test(
  'a backup made while the bot runs is restored when it does not, and what was there is kept',
  { timeout: 120_000 },
  async () => {
    await using folder = await temporaryFolder()
    const file = folder.at('state/state.db')
    const settings = { STATE_DIR: folder.at('state') }
    const restore = () => run(['restore', folder.at('saved.db')], { settings })
    askIn(file, 'before the backup')
    await folder.write({ 'reports/a.md': report('青禾县2024年公报', '2024年，青禾县粮食产量达到41.7万吨。') })
    const folders = { REPORTS_DIR: folder.at('reports'), INDEX_DIR: folder.at('index') }
    const bot = startBot({ PORT: '0', ...settings, ...folders })
    try {
      await vi.waitFor(() => {
        bot.expectRunning()
        expect(bot.output).toContain('报数已启动')
      }, PATIENCE)
      const made = await run(['backup', '--to', folder.at('saved.db')], { settings })
      expect(made).toMatchObject({ code: 0, stderr: '' })
      expect(made.stdout).toMatch(/^状态已备份到 .*saved\.db（\d+ KB）\n$/)
      expect(statSync(folder.at('saved.db')).mode & 0o777).toBe(0o600)
      expect(await restore()).toMatchObject({ code: 1, stderr: expect.stringMatching(/先停止/) })
    } finally {
      expect(await bot.stop()).toBe(0)
    }

    askIn(file, 'after the backup')
    const { code, stdout } = await restore()
    expect(code).toBe(0)
    expect(questionsIn(file)).toEqual(['before the backup'])
    const aside = /保存在 (?<aside>\S+?)，/.exec(stdout)?.groups?.['aside'] ?? ''
    expect(linesOf(stdout)).toHaveLength(2)
    expect(questionsIn(aside)).toEqual(['after the backup', 'before the backup'])
  },
)
