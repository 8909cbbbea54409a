import { describe, expect, test } from 'vitest'

import { createHostRule, isLoopback, isSameOrigin, isWildcard } from '../../../src/channel/web/request-rules.ts'

describe('the Host header', () => {
  test.each([
    ['127.0.0.1', 'localhost:8787'],
    ['127.0.0.1', '127.0.0.1:8787'],
    ['127.0.0.1', '[::1]:8787'],
    ['127.0.0.1', 'LOCALHOST'],
    ['192.168.1.5', '192.168.1.5:8787'],
    ['reports.example', 'Reports.Example:8787'],
    ['fd00::5', '[fd00::5]:8787'],
    ['0.0.0.0', '10.1.2.3:8787'],
    ['0.0.0.0', 'office-pc:8787'],
    ['::', '[fd00::5]:8787'],
    ['::', '192.168.1.5'],
  ])('of a page bound to %s may be %s', (bound, header) => {
    expect(createHostRule(bound, 'Office-PC')(header)).toBe(true)
  })

  test.each([
    ['127.0.0.1', undefined],
    ['127.0.0.1', ''],
    ['127.0.0.1', 'evil.example'],
    ['127.0.0.1', 'evil.example:8787'],
    ['127.0.0.1', 'localhost.evil.example'],
    ['127.0.0.1', 'evil.example@127.0.0.1'],
    ['127.0.0.1', '127.0.0.1/evil.example'],
    ['127.0.0.1', '192.168.1.5:8787'],
    ['127.0.0.1', 'office-pc:8787'],
    ['127.0.0.1', '[::1'],
    ['192.168.1.5', '192.168.1.6'],
    ['0.0.0.0', 'evil.example:8787'],
    ['0.0.0.0', 'office-pc.evil.example'],
    ['::', 'evil.example'],
  ])('of a page bound to %s may not be %s', (bound, header) => {
    expect(createHostRule(bound, 'Office-PC')(header)).toBe(false)
  })
})

describe('a bound address', () => {
  test.each([
    ['127.0.0.1', true],
    ['127.8.8.8', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.5', false],
    ['127.0.0.1.evil.example', false],
    ['not an address', false],
  ])('%s is reached from this machine alone: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected)
  })

  test.each([
    ['0.0.0.0', true],
    ['::', true],
    ['127.0.0.1', false],
    ['localhost', false],
  ])('%s stands for every address of the machine: %s', (host, expected) => {
    expect(isWildcard(host)).toBe(expected)
  })
})

describe('a request that changes something', () => {
  const host = 'localhost:8787'

  test.each([
    ['the page itself', { host, origin: 'http://localhost:8787', 'sec-fetch-site': 'same-origin' }],
    ['the page in a browser without Sec-Fetch-Site', { host, origin: 'http://localhost:8787' }],
    ['the page behind a proxy that adds https', { host: 'reports.example', origin: 'https://reports.example' }],
    ['a program that is no browser', { host }],
  ])('is taken from %s', (_, headers) => {
    expect(isSameOrigin((name) => new Headers(headers).get(name) ?? undefined)).toBe(true)
  })

  test.each([
    ['another site', { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site in a browser without Sec-Fetch-Site', { host, origin: 'https://evil.example' }],
    ['another port of this machine', { host, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed frame', { host, origin: 'null' }],
    ['a browser that says cross-site without an origin', { host, 'sec-fetch-site': 'cross-site' }],
    ['an address typed by hand', { host, 'sec-fetch-site': 'none' }],
  ])('is refused from %s', (_, headers) => {
    expect(isSameOrigin((name) => new Headers(headers).get(name) ?? undefined)).toBe(false)
  })
})
