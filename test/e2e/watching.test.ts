import { expect, test, vi } from 'vitest'
import { startBot } from '../support/bot-process.ts'
import { temporaryFolder } from '../support/command-line.ts'
import { report } from '../support/indexed-folder.ts'
import { eventsOf, postTurn } from '../support/web-client.ts'

const PATIENCE = { timeout: 25_000, interval: 200 }

test(
  'a bot that watches its reports answers from a file that was put there, and not from one that was taken away',
  { timeout: 90_000 },
  async () => {
    await using folder = await temporaryFolder()
    await folder.write({ 'reports/a.md': report('青禾县2024年公报', '2024年，青禾县粮食产量达到41.7万吨。') })
    const bot = startBot({
      PORT: '0',
      WATCH_REPORTS: 'on',
      REPORTS_DIR: folder.at('reports'),
      INDEX_DIR: folder.at('index'),
      STATE_DIR: folder.at('state'),
    })
    try {
      const url = await vi.waitFor(() => {
        bot.expectRunning()
        const printed = /http:\/\/[\d.:]+\//.exec(bot.output)?.[0]
        expect(printed).toBeDefined()
        return printed ?? ''
      }, PATIENCE)
      const answer = async (text: string) =>
        JSON.stringify(await eventsOf(await postTurn(url, { conversation: '0123456789abcdef0123456789abcdef', text })))

      await folder.write({ 'reports/b.md': report('望海市2024年公报', '2024年，望海市新建公路118公里。') })
      await vi.waitFor(async () => expect(await answer('望海市2024年新建公路多少公里')).toContain('118公里'), PATIENCE)

      await folder.remove('reports/b.md')
      await vi.waitFor(
        async () => expect(await answer('望海市2024年新建公路多少公里')).not.toContain('118公里'),
        PATIENCE,
      )
      expect(await answer('青禾县2024年粮食产量多少')).toContain('41.7万吨')
    } finally {
      expect(await bot.stop()).toBe(0)
    }
  },
)
