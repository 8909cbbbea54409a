import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'

import type { Api } from 'grammy'

import type { Download } from '../../chat/chat.ts'
import type { Logger } from '../../logger.ts'
import { factsOf, failureOf, reasonOf } from './failure.ts'
import { createProxyAgent } from './proxy.ts'

/** Where files lie: the same server that the calls go to. */
export interface FileServer {
  readonly token: string
  readonly apiRoot: string
  readonly proxyUrl: string | undefined
}

/** Fetches the file with this id, as far as it has at most `limit` bytes. Does not reject when Telegram fails. */
export type DownloadFile = (fileId: string, limit: number) => Promise<Download>

/** 20 MB at 200 KB a second, and half as long again for the way. */
const TIMEOUT_MS = 150_000

const UNREACHABLE: Download = { kind: 'unreachable' }

/** Fetches files of one bot. The address of a file holds the token, so nothing of it leaves this module. */
export function createFileDownload(api: Api, server: FileServer, log: Logger): DownloadFile {
  return async (fileId, limit) => {
    try {
      const { file_path: filePath } = await api.getFile(fileId)
      return filePath === undefined ? UNREACHABLE : await withinLimit(await open(server, filePath), limit)
    } catch (error) {
      const failure = failureOf(error)
      if (failure?.kind === 'refused' && /too big/u.test(failure.description)) return { kind: 'too-large' }
      log.warn(failure === undefined ? { reason: reasonOf(error) } : factsOf(failure), 'file.unfetched')
      return UNREACHABLE
    }
  }
}

/** Rejects where the server does not answer with a file. */
function open({ token, apiRoot, proxyUrl }: FileServer, filePath: string): Promise<Readable> {
  const url = new URL(
    `${apiRoot.replace(/(?<!\/)\/+$/u, '')}/file/bot${token}/${filePath.split('/').map(encodeURIComponent).join('/')}`,
  )
  const isSecure = url.protocol === 'https:'
  const agent = proxyUrl !== undefined && isSecure ? { agent: createProxyAgent(proxyUrl) } : {}
  return new Promise((resolve, reject) => {
    const request = (isSecure ? https : http).get(url, { ...agent, signal: AbortSignal.timeout(TIMEOUT_MS) })
    request.on('error', reject)
    request.on('response', (response) => {
      if (response.statusCode === 200) resolve(response)
      else request.destroy(Object.assign(new Error('no file'), { code: `HTTP-${response.statusCode ?? 0}` }))
    })
  })
}

/** Counts what comes, whatever size was stated, and stops at the first byte too many. */
async function withinLimit(body: Readable, limit: number): Promise<Download> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    if (!Buffer.isBuffer(part)) continue
    size += part.length
    if (size > limit) {
      body.destroy()
      return { kind: 'too-large' }
    }
    parts.push(part)
  }
  return { kind: 'bytes', bytes: Buffer.concat(parts) }
}
