import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

import { InputFile, Api } from 'grammy'
import type { Update } from 'grammy/types'
import { describe, expect, test, vi } from 'vitest'

import { startTelegram } from '../../support/telegram/stand-in.ts'
import type { StandInOptions, TelegramStandIn } from '../../support/telegram/stand-in.ts'

/** A stand-in and grammY's own client of it. */
async function start(
  options?: StandInOptions,
): Promise<{ telegram: TelegramStandIn; api: Api; heard: () => Promise<readonly Update[]> }> {
  const telegram = await startTelegram(options)
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot })
  return { telegram, api, heard: () => api.getUpdates({ allowed_updates: [] }) }
}

const kindsOf = (updates: readonly Update[]): readonly string[] => updates.map((update) => Object.keys(update)[1] ?? '')

const anna = { id: 42, is_bot: false, first_name: 'Anna' }

const cell = (text: string) => ({ text, align: 'left' as const, valign: 'middle' as const })
const table = (cells: object[][]) => ({ blocks: [{ type: 'table', cells }] })

/** A server that answers each update with the next of these codes, and with 200 when there are no more. */
async function listen(...codes: number[]) {
  const got: { readonly secret: unknown; readonly update: Update }[] = []
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const update = (await json(request)) as Update
    got.push({ secret: request.headers['x-telegram-bot-api-secret-token'], update })
    response.writeHead(codes.shift() ?? 200).end()
  }
  const server = createServer((request, response) => void take(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { url, got, [Symbol.dispose]: () => void server.close() }
}

describe('a file', () => {
  const big = 20 * 1024 * 1024 + 1

  test('is described in its message and downloaded as it was sent', async () => {
    const { telegram, api, heard } = await start()
    telegram.privateChat(anna).sendFile(anna, { name: '公报.txt', content: '全年粮食产量' }, { caption: '新的' })

    const [update] = await heard()
    const { file_path } = await api.getFile(update?.message?.document?.file_id ?? '')
    const download = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${file_path}`)

    expect(update?.message).toMatchObject({ caption: '新的', document: { file_name: '公报.txt', file_size: 18 } })
    expect(await download.text()).toBe('全年粮食产量')
    await telegram[Symbol.asyncDispose]()
  })

  test.each([
    ['states more than 20 MB', { content: '短', size: big }],
    ['has more than 20 MB and states nothing', { content: new Uint8Array(big), size: 'unstated' }],
  ] as const)('that %s is not given to bots', async (_, file) => {
    const { telegram, api, heard } = await start()
    telegram.privateChat(anna).sendFile(anna, file)
    const [update] = await heard()

    await expect(api.getFile(update?.message?.document?.file_id ?? '')).rejects.toThrow('file is too big')
    await telegram[Symbol.asyncDispose]()
  })

  test('of an album comes in a message of its own, all under one id', async () => {
    const { telegram, heard } = await start()
    const files = ['一', '二'].map((content) => ({ name: `${content}.txt`, content }))
    telegram.privateChat(anna).sendAlbum(anna, files, { caption: '两份' })

    const messages = (await heard()).map(({ message }) => message)

    expect(messages.map((message) => message?.caption)).toEqual([undefined, '两份'])
    expect(new Set(messages.map((message) => message?.media_group_id))).toHaveProperty('size', 1)
    await telegram[Symbol.asyncDispose]()
  })

  test('of the bot arrives as it was uploaded', async () => {
    const { telegram, api } = await start()
    const room = telegram.privateChat(anna)

    await api.sendDocument(42, new InputFile(Buffer.from('问题,答案'), '导出.csv'), { caption: '导出' })

    const [shown] = room.said
    expect(shown?.text).toBe('导出')
    const file = shown && telegram.fileIn(shown)
    expect(file?.name).toBe('导出.csv')
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('问题,答案')
    await telegram[Symbol.asyncDispose]()
  })
})

const article = (id: string) => ({
  type: 'article' as const,
  id,
  title: id,
  input_message_content: { message_text: `引文${id}` },
})

describe('an inline query', () => {
  test('is answered, picked, and kept for everybody unless the bot says otherwise', async () => {
    const { telegram, api, heard } = await start({ hasInlineMode: true })
    const room = telegram.privateChat(anna)
    const ben = telegram.person(43)
    const search = telegram.search(anna, '固投')
    const [update] = await heard()

    await api.answerInlineQuery(update?.inline_query?.id ?? '', [article('a')], { cache_time: 60 })

    expect(search.answer?.results).toHaveLength(1)
    expect(telegram.pick(anna, room, { search, resultId: 'a' })).toMatchObject({ text: '引文a' })
    expect(telegram.search(ben, '固投').answer?.results).toHaveLength(1)
    telegram.passTime(61_000)
    expect(telegram.search(ben, '固投').answer).toBeUndefined()
    await telegram[Symbol.asyncDispose]()
  })

  test('is asked again for everybody where the answer is personal', async () => {
    const { telegram, api, heard } = await start({ hasInlineMode: true })
    telegram.search(anna, '固投')
    const [update] = await heard()

    await api.answerInlineQuery(update?.inline_query?.id ?? '', [article('a')], { is_personal: true })

    expect(telegram.search(anna, '固投').answer).toBeDefined()
    expect(telegram.search(telegram.person(43), '固投').answer).toBeUndefined()
    await telegram[Symbol.asyncDispose]()
  })

  test.each([
    ['51 results', Array.from({ length: 51 }, (_, i) => article(String(i)))],
    ['one id twice', [article('a'), article('a')]],
    ['an id of 22 Chinese characters', [article('数'.repeat(22))]],
    ['an empty message', [{ ...article('a'), input_message_content: { message_text: ' ' } }]],
  ])('is not answered with %s', async (_, results) => {
    const { telegram, api, heard } = await start({ hasInlineMode: true })
    telegram.search(anna, '固投')
    const [update] = await heard()

    await expect(api.answerInlineQuery(update?.inline_query?.id ?? '', results)).rejects.toThrow('400')
    await telegram[Symbol.asyncDispose]()
  })

  test('does not reach a bot whose inline mode is off', async () => {
    const { telegram, heard } = await start()

    telegram.search(anna, '固投')

    expect(await heard()).toEqual([])
    await telegram[Symbol.asyncDispose]()
  })
})

describe('people', () => {
  test('edit what they said, post in channels and speak in the name of others', async () => {
    const { telegram, heard } = await start({ canReadAllGroupMessages: true })
    const [room, group, channel] = [telegram.privateChat(anna), telegram.group(-100), telegram.channel(-200)]
    const said = room.say(anna, '粮食')
    room.edit(said, '棉花')
    const post = channel.say(anna, '通知')
    channel.edit(post, '更正')
    group.say(anna, '匿名', { as: 'anonymous-admin' })
    group.say(anna, '频道', { as: { channel } })
    group.say(anna, '转发', { as: { linkedChannel: channel } })

    const updates = await heard()

    expect(kindsOf(updates)).toEqual([
      'message',
      'edited_message',
      'channel_post',
      'edited_channel_post',
      'message',
      'message',
      'message',
    ])
    expect(updates[1]?.edited_message).toMatchObject({ message_id: said.message_id, text: '棉花' })
    expect(updates.slice(4).map(({ message }) => [message?.from?.id, message?.sender_chat?.id])).toEqual([
      [1_087_968_824, -100],
      [136_817_688, -200],
      [777_000, -200],
    ])
    await telegram[Symbol.asyncDispose]()
  })

  test('turn a group into a supergroup: both say so, and the old one refuses with the new id', async () => {
    const { telegram, api, heard } = await start()
    telegram.upgrade(telegram.group(-5, { type: 'group' }), -1005)

    const [old, fresh] = await heard()

    expect(old?.message).toMatchObject({ chat: { id: -5 }, migrate_to_chat_id: -1005 })
    expect(fresh?.message).toMatchObject({ chat: { id: -1005 }, migrate_from_chat_id: -5 })
    const refusal = await api.sendMessage(-5, '答').catch((error: unknown) => error)
    expect(refusal).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: -1005 } })
    await telegram[Symbol.asyncDispose]()
  })

  test('put the bot into a group and remove it, and it may leave by itself', async () => {
    const { telegram, api, heard } = await start()
    const [group, other] = [telegram.group(-100), telegram.group(-101)]
    group.addBot(anna)
    group.removeBot(anna)

    await api.leaveChat(-101)

    expect(kindsOf(await heard())).toEqual(['my_chat_member', 'message', 'my_chat_member'])
    for (const { chatId } of [group, other]) await expect(api.sendMessage(chatId, '在')).rejects.toThrow('403')
    await telegram[Symbol.asyncDispose]()
  })
})

describe('the bot', () => {
  test('reacts to a message, once and where reactions are allowed', async () => {
    const { telegram, api } = await start({ canReadAllGroupMessages: true })
    const [room, silent] = [telegram.group(-100), telegram.group(-101, { allowsReactions: false })]
    const [said, there] = [room.say(anna, '问'), silent.say(anna, '问')]

    await api.setMessageReaction(-100, said.message_id, [{ type: 'emoji', emoji: '👀' }])

    expect(room.reactionsTo(said)).toEqual(['👀'])
    const react = api.setMessageReaction(-101, there.message_id, [{ type: 'emoji', emoji: '👀' }])
    await expect(react).rejects.toThrow('REACTION_INVALID')
    await telegram[Symbol.asyncDispose]()
  })

  test('shows a table in a rich message', async () => {
    const { telegram, api } = await start()
    const room = telegram.privateChat(anna)
    const rich_message = table([
      [cell('地区'), cell('产量')],
      [cell('青禾县'), cell('12万吨')],
    ])

    await api.raw.sendRichMessage({ chat_id: 42, rich_message } as Parameters<typeof api.raw.sendRichMessage>[0])

    expect(room.said[0]?.text).toBe('地区\t产量\n青禾县\t12万吨')
    await telegram[Symbol.asyncDispose]()
  })

  test.each([
    ['21 columns', table([Array.from({ length: 21 }, () => cell('一'))])],
    ['32,769 characters', table([[cell('数'.repeat(32_769))]])],
    ['no words', table([[cell('')]])],
    ['a cell without alignment', table([[{ text: '一' }]])],
    ['two forms at once', { ...table([[cell('一')]]), html: '<b>一</b>' }],
  ])('is refused a rich message with %s', async (_, rich_message) => {
    const { telegram, api } = await start()
    telegram.privateChat(anna)

    const sent = api.raw.sendRichMessage({ chat_id: 42, rich_message } as Parameters<typeof api.raw.sendRichMessage>[0])

    await expect(sent).rejects.toThrow('400')
    await telegram[Symbol.asyncDispose]()
  })

  test('that writes too much is asked to wait, and it is noted when it does not', async () => {
    const { telegram, api } = await start({ hasFloodLimits: true })
    telegram.privateChat(anna)
    for (let i = 0; i < 5; i += 1) await api.sendMessage(42, String(i))

    const refusal = await api.sendMessage(42, '太快').catch((error: unknown) => error)

    expect(refusal).toMatchObject({ error_code: 429, parameters: { retry_after: expect.any(Number) } })
    telegram.passTime(500)
    await api.sendMessage(42, '还是太快').catch(() => undefined)
    expect(telegram.flood).toMatchObject({ refused: 2, unheeded: 1 })
    telegram.passTime(5000)
    await api.sendMessage(42, '好了')
    await telegram[Symbol.asyncDispose]()
  })

  test('writes to a group 20 times a minute', async () => {
    const { telegram, api } = await start({ hasFloodLimits: true })
    telegram.group(-100)
    for (let i = 0; i < 20; i += 1) await api.sendMessage(-100, String(i))

    await expect(api.sendMessage(-100, '第二十一')).rejects.toThrow('429')
    await telegram[Symbol.asyncDispose]()
  })

  test('does not get what is older than a day', async () => {
    const { telegram, heard } = await start()
    const room = telegram.privateChat(anna)
    room.say(anna, '昨天')
    telegram.passTime(23 * 3_600_000)
    room.say(anna, '今天')
    telegram.passTime(2 * 3_600_000)

    expect((await heard()).map(({ message }) => message?.text)).toEqual(['今天'])
    await telegram[Symbol.asyncDispose]()
  })
})

describe('a webhook', () => {
  test('gets every update with the secret, again until it says 200, a chat in order', async () => {
    const { telegram, api } = await start({ webhookRetryMs: 1 })
    using server = await listen(500, 404, 302)
    const room = telegram.privateChat(anna)
    await api.setWebhook(server.url, { secret_token: 'secret-1' })

    for (const text of ['一', '二']) room.say(anna, text)

    await vi.waitFor(() => expect(telegram.unconfirmed).toBe(0))
    expect(server.got.map(({ update }) => update.message?.text)).toEqual(['一', '一', '一', '一', '二'])
    expect(new Set(server.got.map(({ secret }) => secret))).toEqual(new Set(['secret-1']))
    await telegram[Symbol.asyncDispose]()
  })

  test('ends polling, until it is taken away', async () => {
    const { telegram, api, heard } = await start()
    await api.setWebhook('https://bot.example/')

    await expect(heard()).rejects.toThrow('409')
    await api.deleteWebhook()
    expect(await heard()).toEqual([])
    await telegram[Symbol.asyncDispose]()
  })

  test.each([
    ['http://bot.example/', {}],
    ['https://bot.example:8080/', {}],
    ['https://bot.example/', { secret_token: '密码' }],
  ])('is not set to %s with %j', async (url, options) => {
    const { telegram, api } = await start()

    await expect(api.setWebhook(url, options)).rejects.toThrow('400')
    await telegram[Symbol.asyncDispose]()
  })
})
