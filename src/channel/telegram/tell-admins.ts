import type { Api } from 'grammy'

import type { Logger } from '../../logger.ts'
import { tolerate } from './failure.ts'

/** What admins are told who do not read the log. */
export const CONFLICT_NOTICE =
  '另一个程序正在用这个机器人的令牌接收消息，这里因此收不到提问。请停掉多余的那一个；如果不知道是谁在用，请到 @BotFather 用 /revoke 换一个令牌。'

/** Tells each admin in his own chat, where he has opened one. Does not reject. */
export async function tellAdmins(
  text: string,
  { api, adminIds, log }: { api: Api; adminIds: readonly number[]; log: Logger },
): Promise<void> {
  await Promise.all(adminIds.map((adminId) => tolerate(log, () => api.sendMessage(adminId, text))))
}
