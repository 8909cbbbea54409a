import type { Taken, Turn } from './chat.ts'
import { parseCommand } from './command.ts'
import { draft, say } from './draft.ts'
import { codeIn } from './pairing.ts'
import type { ChatParts, Talk } from './parts.ts'
import { createRateLimit } from './rate-limit.ts'
import type { Limits } from './rate-limit.ts'
import { letIn } from './take-access.ts'
import { renderFarewell, renderStranger } from './render-access.ts'

const MINUTE_MS = 60_000
/** Wrong codes in an hour. There are 10¹² codes, of which a few are good for half an hour: nobody guesses one. */
const CODE_TRIES = 5

/** A question that is typed with three pauses asks for offers four times. */
const OFFERS_PER_TURN = 4

const WRONG_CODE = draft(say`开通码不对，或者已经过期、用过了。请向管理员要一个新的。`)
const TOO_MANY_CODES = draft(say`开通码试得太多了，请一小时后再试。`)
const TOO_FAST = '太快了，请稍等一会儿'
const MAY_NOT = '你不能在这里提问'

export function createLimits({ settings: { userRate, groupRate }, now }: ChatParts): Limits {
  return {
    user: createRateLimit({ limit: userRate, windowMs: MINUTE_MS, now }),
    offers: createRateLimit({ limit: OFFERS_PER_TURN * userRate, windowMs: MINUTE_MS, now }),
    group: createRateLimit({ limit: groupRate, windowMs: MINUTE_MS, now }),
    codes: createRateLimit({ limit: CODE_TRIES, windowMs: 60 * MINUTE_MS, now }),
  }
}

/** What is said to a turn that is not taken; undefined for one that is. Admins are always heard. */
export async function turnAway(talk: Talk, turn: Turn): Promise<Taken | undefined> {
  const { speaker } = talk
  if (speaker.isAdmin) return undefined
  if (speaker.isBanned === true) return turn.kind === 'press' ? { notice: MAY_NOT } : {}
  const hurried = await holdBack(talk, turn)
  if (hurried !== undefined) return hurried
  if (speaker.isAllowed) return undefined
  return talk.isUntagged ? {} : takeStranger(talk, turn)
}

/** A person over his limit does not use up that of his group. */
async function holdBack(talk: Talk, turn: Turn): Promise<Taken | undefined> {
  const { limits, speaker } = talk
  const own = limits.user.count(speaker.userId)
  const rate = own.kind === 'over' || !speaker.isGroup ? own : limits.group.count(speaker.chatId)
  if (rate.kind === 'within') return undefined
  // Only he sees it who pressed.
  if (turn.kind === 'press') return { notice: TOO_FAST }
  if (rate.isFirst && !talk.isUntagged) {
    const who = own.kind === 'over' ? say`问得太快了` : say`这个群问得太快了`
    await talk.say(draft(say`${who}，请过${rate.seconds}秒再问。`))
  }
  return {}
}

/** A stranger learns his id and whom to give it to, unless he shows a code that lets him in. */
async function takeStranger(talk: Talk, turn: Turn): Promise<Taken> {
  const { speaker, parts } = talk
  // A message for each press would be one more thing to press for.
  if (turn.kind === 'press') return { notice: '还不能回答，请联系管理员' }
  if (turn.kind === 'joined') {
    await talk.say(renderFarewell(speaker))
    return {}
  }
  const code = turn.kind === 'text' && !speaker.isGroup ? codeIn(parseCommand(turn.text).rest) : undefined
  if (code === undefined) {
    await talk.say(renderStranger(speaker))
    return {}
  }
  if (talk.limits.codes.count(speaker.userId).kind === 'over') await talk.say(TOO_MANY_CODES)
  else if (parts.state.pairing.redeem(code)) await letIn(talk)
  else await talk.say(WRONG_CODE)
  return {}
}
