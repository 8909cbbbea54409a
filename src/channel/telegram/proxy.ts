import type { Agent } from 'node:http'

import { HttpsProxyAgent } from 'https-proxy-agent'

/** Leads HTTPS connections through an HTTP proxy, whose address may hold a name and a password. */
export function createProxyAgent(proxyUrl: string): Agent {
  return new HttpsProxyAgent(proxyUrl, { keepAlive: true })
}
