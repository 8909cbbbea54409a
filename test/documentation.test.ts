import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { getDefault } from 'valibot'
import { describe, expect, test } from 'vitest'
import { parseConfig, SETTINGS } from '../src/config.ts'
import { run, temporaryFolder } from './support/command-line.ts'
import { tableBelow, withBlock } from './support/readme.ts'
import { ROOT, sourceFiles } from './support/source-files.ts'

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

const README = read('README.md')

/** Name and default of each setting; '' where there is none. */
const settings = Object.entries(SETTINGS.entries).map(([name, schema]) => [name, getDefault(schema) ?? ''])

describe('settings', () => {
  test('stand in .env.example with their defaults, each below a comment', () => {
    const example = read('.env.example')
    const listed = [...example.matchAll(/^# (?<name>[A-Z_]+)=(?<value>.*)$/gm)].map(({ groups }) => [
      groups?.['name'],
      groups?.['value'],
    ])
    expect(listed).toEqual(settings)
    for (const [name] of settings) expect(example).toMatch(new RegExp(`\\n# \\S.*\\n# ${name}=`))
  })

  test('of .env.example change nothing when all of them are switched on', () => {
    const given = [...read('.env.example').matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value])
    expect(parseConfig(Object.fromEntries(given), process.cwd())).toEqual(parseConfig({}, process.cwd()))
  })

  test('stand in the README with their defaults', () => {
    const listed = tableBelow(README, '## 设置').map(([name, , value]) => [
      bare(name),
      value === '–' ? '' : bare(value),
    ])
    expect(listed).toEqual(settings)
  })
})

describe('the README', () => {
  test('shows what the commands print (npm run readme writes it anew)', { timeout: 180_000 }, async () => {
    await using folder = await temporaryFolder()
    const options = { settings: { INDEX_DIR: folder.at('index') } }
    const accuracy = await run(['evaluate'], options)
    const questions = ['昌吉州1至10月固定资产投资增长多少', '乌鲁木齐2024年GDP增速']
    expect(accuracy).toMatchObject({ code: 0, stderr: '' })
    const transcripts: string[] = []
    for (const question of questions) {
      const { stdout } = await run(['ask', question], options)
      transcripts.push(`$ npm run -s ask -- ${question}\n${stdout}`)
    }

    const asked = withBlock(README, '问答', `\`\`\`console\n${transcripts.join('\n').trimEnd()}\n\`\`\``)
    const current = withBlock(asked, '准确率', accuracy.stdout.trimEnd())
    await expect(current).toMatchFileSnapshot(path.join(ROOT, 'README.md'))
  })

  test('names every command of --help', async () => {
    const { stdout } = await run(['--help'])
    const commands = [...stdout.matchAll(/^ {2}(?<name>[a-z]+)(?: \S+)* {2,}\p{Script=Han}/gmu)].map(
      ({ groups }) => groups?.['name'],
    )
    expect(commands.length).toBeGreaterThan(5)
    const listed = tableBelow(README, '### 终端').map(([command]) => bare(command).split(' ')[0])
    expect(listed).toEqual(commands)
  })

  test('links only to what is there', () => {
    const links = [...README.matchAll(/\]\((?<target>[^)#:]+)\)/g)].map(({ groups }) => groups?.['target'] ?? '')
    expect(links.length).toBeGreaterThan(5)
    expect(
      links.filter((target) => statSync(path.join(ROOT, target), { throwIfNoEntry: false }) === undefined),
    ).toEqual([])
  })
})

test('DESIGN.md explains every event that is logged', () => {
  const sources = sourceFiles().map((file) => read(`src/${file}`))
  const logged = sources.flatMap((source) =>
    [...source.matchAll(/'([a-z]+\.(?:[a-z]+ed|unsent|unreadable))'/g)].map(([, event]) => event),
  )
  const explained = tableBelow(read('DESIGN.md'), '## Log events').flatMap(([events]) => bare(events).split(', '))
  expect(logged.length).toBeGreaterThan(10)
  expect(new Set(explained)).toEqual(new Set(logged))
})

test('the changelog begins with the version of the package', () => {
  const { version }: { version: string } = JSON.parse(read('package.json'))
  expect(/^## (?<version>\S+)/m.exec(read('CHANGELOG.md'))?.groups?.['version']).toBe(version)
})

test('no text of the project names a path of somebody’s machine', () => {
  const places = /(?:^|[\s"'`(=])(?:\/(?:home|Users|root|work)\/\w|[A-Z]:\\\\?Users\\)/m
  const texts = ['.', 'data', 'docs', 'embeddings', '.ci', 'src', 'test', 'bench'].flatMap(textsIn)
  expect(texts.length).toBeGreaterThan(100)
  expect(texts.filter((file) => places.test(read(file)))).toEqual([])
})

/** The Markdown, YAML, JSON, source and shell files of a folder; of the project's own folder only what lies in it directly. */
function textsIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => !/node_modules|package-lock|embeddings\/index/.test(file))
    .filter((file) => /(?:\.(?:md|ya?ml|json|[jt]s|html|css|example)|\/run|LICENSE)$/.test(file))
}

function bare(cell = ''): string {
  return cell.replaceAll('`', '')
}
