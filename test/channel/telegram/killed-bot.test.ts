import { expect, test } from 'vitest'

import { killOften } from '../../support/telegram/killed-bot.ts'

test('a bot that is killed again and again loses no question, and repeats at most the answers on their way', async () => {
  const toll = await killOften({ questions: 40, chats: 20, kills: 2, lifeMs: [30, 200] })

  expect(toll).toMatchObject({ lost: [], disordered: [] })
  // One a kill as a rule; more where the machine that tests is too busy to answer a call in 35 ms.
  expect(toll.repeated).toBeLessThanOrEqual(8)
})
