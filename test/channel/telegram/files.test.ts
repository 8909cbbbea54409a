import { describe, expect, test, vi } from 'vitest'

import type { Download } from '../../../src/chat/chat.ts'
import { createFakeChat, plainMessage } from '../../support/fake-chat.ts'
import { serve } from '../../support/telegram/serve.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'

const MEGABYTE = 1024 * 1024

/** Fetches every file up to a limit, and says what came. */
function fetching(limit: number) {
  const downloads: Download[] = []
  const chat = createFakeChat(async (turn, outbox) => {
    if (turn.kind === 'file') downloads.push(await turn.file.download(limit))
    await outbox.send(plainMessage(turn.kind === 'file' ? `${turn.file.name} ${String(turn.file.size)}` : turn.kind))
    return {}
  })
  return { chat, downloads }
}

describe('a file in a private chat', () => {
  test('comes with name, size and content', async () => {
    await using telegram = await startTelegram()
    const { chat, downloads } = fetching(MEGABYTE)
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.sendFile(anna, { name: '公报.txt', content: '粮食产量12.5万吨。' }, { caption: '请收下' })

    await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['公报.txt 25']))
    expect(downloads).toEqual([{ kind: 'bytes', bytes: Buffer.from('粮食产量12.5万吨。') }])
    expect(chat.turns[0]).toMatchObject({ kind: 'file', file: { caption: '请收下' } })
  })

  test('is counted while it comes, whatever size was stated', async () => {
    await using telegram = await startTelegram()
    const { chat, downloads } = fetching(MEGABYTE)
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    const content = new Uint8Array(2 * MEGABYTE)

    room.sendFile(anna, { name: 'a.pdf', content, size: 'unstated' })
    room.sendFile(anna, { name: 'b.pdf', content, size: 10 })

    await vi.waitFor(() => expect(downloads).toEqual([{ kind: 'too-large' }, { kind: 'too-large' }]), 5000)
  })

  test('that Telegram does not give out is too large, or unreachable, and nobody sees its address', async () => {
    await using telegram = await startTelegram()
    const { chat, downloads } = fetching(100 * MEGABYTE)
    await using served = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)
    telegram.fail('getFile', { kind: 'refused', code: 400, description: 'Bad Request: wrong file_id' })

    room.sendFile(anna, { name: 'a.pdf', content: 'x' })
    room.sendFile(anna, { name: 'b.pdf', content: 'x', size: 21 * MEGABYTE })

    await vi.waitFor(() => expect(downloads).toEqual([{ kind: 'unreachable' }, { kind: 'too-large' }]), 5000)
    expect(served.log.map(({ event }) => event)).toContain('file.unfetched')
    expect(JSON.stringify(served.log)).not.toContain(telegram.token)
  })

  test('is one turn for each of an album, in order', async () => {
    await using telegram = await startTelegram()
    const { chat, downloads } = fetching(MEGABYTE)
    await using _ = await serve(telegram, { chat })
    const anna = telegram.person(42)
    const room = telegram.privateChat(anna)

    room.sendAlbum(anna, [
      { name: 'a.txt', content: '甲' },
      { name: 'b.txt', content: '乙' },
    ])

    await vi.waitFor(() => expect(room.said.map(({ text }) => text)).toEqual(['a.txt 3', 'b.txt 3']), 5000)
    expect(downloads).toHaveLength(2)
  })
})

test('a file that an admin forwards, or another bot sends in his name, is not an admin’s', async () => {
  await using telegram = await startTelegram()
  const { chat } = fetching(MEGABYTE)
  await using _ = await serve(telegram, { chat })
  const admin = telegram.person(1)
  const room = telegram.privateChat(admin)
  const forwarded = { forward_origin: { type: 'user', sender_user: admin, date: 1 } }
  const via = { via_bot: { id: 9, is_bot: true, first_name: 'Other' } }

  for (const marks of [{}, forwarded, via]) room.sendFile(admin, { name: 'a.txt', content: '甲' }, { with: marks })

  await vi.waitFor(() => expect(room.said).toHaveLength(3), 5000)
  expect(chat.turns.map(({ speaker }) => speaker.isAdmin)).toEqual([true, false, false])
})

test('a file in a group is nobody’s question', async () => {
  await using telegram = await startTelegram({ canReadAllGroupMessages: true })
  const { chat, downloads } = fetching(MEGABYTE)
  await using _ = await serve(telegram, { chat })
  const anna = telegram.person(42)
  const group = telegram.group(-100)

  group.sendFile(anna, { name: 'a.txt', content: '甲' })
  group.say(anna, '/help@baoshu_bot')

  await vi.waitFor(() => expect(group.said.map(({ text }) => text)).toEqual(['text']))
  expect(downloads).toEqual([])
})
