import { expect, test } from 'vitest'

import { serveCrowd } from '../support/telegram/crowd.ts'

test('50 messages a second for a minute: every one is answered or declined in words, within the flood limits', async () => {
  const report = await serveCrowd({ messagesPerSecond: 50, seconds: 60, privateChats: 20, patienceMs: 4 * 60_000 })
  console.info('crowd:', report)

  expect(report).toMatchObject({ asked: 3000, lost: 0, untold: [], unheeded: 0 })
  expect(report.helpP95Ms).toBeLessThan(1000)
})
