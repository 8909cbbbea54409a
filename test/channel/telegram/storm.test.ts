import { expect, test } from 'vitest'

import { surviveStorm } from '../../support/telegram/storm.ts'

test('while every fourth call goes wrong every question is answered, and no secret is written anywhere', async () => {
  const report = await surviveStorm({ questions: 8, chats: 4, faultsPerCent: 25, patienceMs: 15_000 })

  expect(report).toMatchObject({ unanswered: 0, leaks: [], exitCode: 0 })
  expect(report.faults).toBeGreaterThan(2)
})
