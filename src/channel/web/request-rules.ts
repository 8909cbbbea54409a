import { isIP } from 'node:net'

/** Names under which a browser on this very machine reaches the page, whatever it is bound to. */
const LOCAL_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Bound to one of these, the page listens on every address of the machine. */
const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '[::]'])

/** What an honest `Host` is made of. `URL` would read `evil.example@127.0.0.1` and `127.0.0.1/x` as this machine. */
const HOST_CHARACTERS = /^[\w.\-:[\]]+$/

/**
 * Whether an address can be reached from this machine alone. Only then may a visitor do what an admin does: whoever
 * opens such a page can run the program's commands here anyway.
 */
export function isLoopback(host: string): boolean {
  const name = urlHost(host)?.hostname ?? ''
  return name === 'localhost' || name === '[::1]' || (isIP(name) === 4 && name.startsWith('127.'))
}

/** Whether the page listens on every address of the machine. */
export function isWildcard(host: string): boolean {
  return WILDCARDS.has(urlHost(host)?.hostname ?? '')
}

/**
 * The rule for `Host` headers of a page bound to `host`, on a machine named `machine`. Without it, a web site whose
 * name is made to resolve to this machine (DNS rebinding) would be the same origin as the page and could read it.
 * Bound to a wildcard, any literal address is allowed: a site needs a name to rebind.
 */
export function createHostRule(host: string, machine: string): (header: string | undefined) => boolean {
  const everyAddress = isWildcard(host)
  const named = urlHost(everyAddress ? machine : host)?.hostname
  return (header) => {
    const name = urlHost(header)?.hostname
    if (name === undefined) return false
    return LOCAL_NAMES.has(name) || name === named || (everyAddress && isIP(name.replace(/^\[|\]$/g, '')) > 0)
  }
}

/**
 * Whether a request that changes something comes from the page itself. Browsers send `Origin` with every such request
 * and `Sec-Fetch-Site` where they can; programs that send neither are no browser and carry nobody's authority.
 */
export function isSameOrigin(header: (name: string) => string | undefined): boolean {
  const site = header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return false
  const origin = header('origin')
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === urlHost(header('host'))?.host
}

/** What proxies and tunnels add to a request that they pass on. */
const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

/** Whether somebody else's request was passed on, so that the visitor is not at this machine though the caller is. */
export function isForwarded(header: (name: string) => string | undefined): boolean {
  return FORWARDING_HEADERS.some((name) => header(name) !== undefined)
}

/** An address or a `Host` header read as a browser reads it (case, port, `[::1]`), undefined when it is neither. */
function urlHost(text: string | undefined): URL | undefined {
  if (text === undefined || !HOST_CHARACTERS.test(text)) return undefined
  const url = `http://${isIP(text) === 6 ? `[${text}]` : text}`
  return URL.canParse(url) ? new URL(url) : undefined
}
