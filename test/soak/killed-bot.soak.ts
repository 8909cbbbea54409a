import { expect, test } from 'vitest'

import { killOften } from '../support/telegram/killed-bot.ts'

test('20 kills with 1,000 questions waiting lose none, and repeat at most one answer each', async () => {
  const toll = await killOften({ questions: 1000, chats: 40, kills: 20, lifeMs: [100, 2000] })
  console.info('20 kills:', toll)

  expect(toll).toMatchObject({ lost: [], disordered: [] })
  expect(toll.repeated).toBeLessThanOrEqual(20)
})
