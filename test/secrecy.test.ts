import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

import { readableSecrets } from '../src/secrecy.ts'

const SECRECY = new URL('../dist/secrecy.js', import.meta.url).href
const TOKEN = '123456:AAsecret-of-a-process'

/** Runs a program that keeps the token secret and then does this. */
function run(statement: string): { status: number | null; output: string } {
  const program = `import { redactOutput } from ${JSON.stringify(SECRECY)}; redactOutput(['${TOKEN}']); ${statement}`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

describe('the token is not written', () => {
  const error = `new Error('https://api.telegram.org/bot${TOKEN}/getMe')`

  test.each([
    ['by a library', `console.log('${TOKEN}'); console.error('${TOKEN}')`, 0],
    ['with an error that nobody caught', `throw ${error}`, 1],
    ['with an error thrown later', `setTimeout(() => { throw ${error} })`, 70],
    ['with a rejection that nobody handled', `void Promise.reject(Object.assign(${error}, { cause: ${error} }))`, 70],
  ])('%s', (_, statement, code) => {
    const { status, output } = run(statement)

    expect(output).toContain('[redacted]')
    expect(output).not.toContain('AAsecret')
    expect(status === 0).toBe(code === 0)
  })
})

describe('a settings file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'baoshu-env-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test.skipIf(process.platform === 'win32').each([
    ['with a token that everybody may read is warned about', `BOT_TOKEN=${TOKEN}\n`, 0o644, 1],
    ["with a proxy's password that a group may read is warned about", 'HTTPS_PROXY=http://a:b@c:1\n', 0o640, 1],
    ['of its owner alone is not', `BOT_TOKEN=${TOKEN}\n`, 0o600, 0],
    ['without a secret is not', '# BOT_TOKEN=1:a\nPORT=1\n', 0o644, 0],
  ])('%s', (...[, content, mode, count]) => {
    const file = path.join(folder, '.env')
    writeFileSync(file, content)
    chmodSync(file, mode)

    const warnings = readableSecrets([file, path.join(folder, 'absent')])

    expect(warnings).toHaveLength(count)
    expect(warnings.every((warning) => warning.endsWith(`chmod 600 ${file}`) && !warning.includes(TOKEN))).toBe(true)
  })
})
