/** One open page is one conversation. (`crypto.randomUUID` is absent on pages opened by address over plain http.) */
const conversation = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
  byte.toString(16).padStart(2, '0'),
).join('')

/** A turn that the person can try again; the message is a sentence for him. */
export class TurnError extends Error {}

/**
 * Sends what the person did and reports each event of the answer when it arrives.
 *
 * @param {{ text: string, repliesTo?: string } | { press: string }} did
 * @param {(event: { type: string, id?: number, message?: object, text?: string }) => void} onEvent
 * @returns {Promise<void>} settled when the answer is complete; rejected with a TurnError when it is not
 */
export async function takeTurn(did, onEvent) {
  const response = await orUnreachable(
    fetch('/api/turn', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ conversation, ...did }),
    }),
  )
  if (!response.ok) throw new TurnError(await orUnreachable(response.text()))
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await orUnreachable(reader.read())
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop()
    for (const line of lines) report(JSON.parse(line), onEvent)
  }
}

function report(event, onEvent) {
  if (event.type === 'failed') throw new TurnError(event.text)
  onEvent(event)
}

async function orUnreachable(promise) {
  try {
    return await promise
  } catch (cause) {
    throw new TurnError('连接不上报数，请确认程序仍在运行。', { cause })
  }
}
