import { expect, test } from 'vitest'
import { COMMANDS, isForAdmins, parseCommand } from '../../src/chat/command.ts'

test.each([
  ['/help', { name: 'help' }],
  ['/HELP', { name: 'help' }],
  ['/help@baoshu_bot', { name: 'help' }],
  ['  /status  ', { name: 'status' }],
  ['/ask 粮食产量多少', { name: 'ask', rest: '粮食产量多少' }],
  ['/ask@baoshu_bot\n粮食产量多少', { name: 'ask', rest: '粮食产量多少' }],
  ['/ask粮食产量多少', { name: 'ask', rest: '粮食产量多少' }],
  ['/ask', { name: 'ask', rest: '' }],
  ['／帮助', { name: 'help' }],
  ['/帮助', { name: 'help' }],
  ['帮助', { name: 'help' }],
  ['怎么用？', { name: 'help' }],
  ['状态', { name: 'status' }],
  ['来源', { name: 'sources' }],
  ['编号', { name: 'id' }],
  ['更新索引', { name: 'reindex' }],
  ['开始', { name: 'start' }],
  ['/weather', { name: 'unknown' }],
  ['帮助企业多少家', { name: 'ask', rest: '帮助企业多少家' }],
  ['1/3的企业是多少家', { name: 'ask', rest: '1/3的企业是多少家' }],
  ['/', { name: 'ask', rest: '/' }],
  ['', { name: 'ask', rest: '' }],
] as const)('%j is read as %j', (text, command) => {
  expect(parseCommand(text)).toEqual({ rest: '', ...command })
})

test.each(COMMANDS.flatMap(({ name, words }) => words.map((word) => [word, name] as const)))(
  'the word %s does what /%s does',
  (word, name) => {
    expect(parseCommand(word)).toEqual(parseCommand(`/${name}`))
  },
)

test('only the commands that say so are for admins, and a foreign one is for nobody', () => {
  const forAdmins = COMMANDS.filter((entry) => entry.forAdmins).map(({ name }) => name)
  expect(COMMANDS.map(({ name }) => name).filter(isForAdmins)).toEqual(forAdmins)
  expect(forAdmins).toContain('reindex')
  expect(isForAdmins('unknown')).toBe(false)
})
