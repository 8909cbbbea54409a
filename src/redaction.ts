/** What stands in the place of a secret. */
const REDACTED = '[redacted]'

/** Shorter than this a "secret" is an ordinary word, and cutting it out would only garble the text. */
const SHORTEST_SECRET = 8

/**
 * Makes a function that cuts the secrets out of any text. A bot token is cut by the part after its colon too: in an
 * address the colon may be written `%3A`.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const parts = secrets
    .flatMap((secret) => [secret, secret.slice(secret.indexOf(':') + 1)])
    .filter((part) => part.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length)
  return (text) => parts.reduce((clean, part) => clean.replaceAll(part, REDACTED), text)
}
