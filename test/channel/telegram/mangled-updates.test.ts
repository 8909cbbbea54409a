import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'

import { createFakeChat } from '../../support/fake-chat.ts'
import { mangledUpdates } from '../../support/telegram/mangled-updates.ts'
import { serve } from '../../support/telegram/serve.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'

test('mangled updates neither stop the bot nor leave an error unhandled', async () => {
  await using telegram = await startTelegram()
  const chat = createFakeChat(() => Promise.resolve({}))
  await using _ = await serve(telegram, { chat })
  const room = telegram.privateChat(telegram.person(1))

  for (const update of fc.sample(mangledUpdates, 500)) telegram.deliver(update)
  room.say(telegram.person(1), '还在吗')

  const heard = expect.objectContaining({ kind: 'text', text: '还在吗' })
  await vi.waitFor(() => expect(chat.turns).toContainEqual(heard), 10_000)
  await vi.waitFor(() => expect(telegram.unconfirmed).toBe(0), 10_000)
})
