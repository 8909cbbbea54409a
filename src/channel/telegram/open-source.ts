import type { Api } from 'grammy'

import type { Logger } from '../../logger.ts'
import { apiSignal } from './bot-api.ts'
import type { Inbox } from './inbox.ts'
import { pause } from './pause.ts'
import type { Persist } from './persistence.ts'
import { createPoller } from './poller.ts'
import { ALLOWED_UPDATES } from './update-source.ts'
import type { UpdateSource } from './update-source.ts'
import { createWebhook } from './webhook.ts'
import type { Webhook, WebhookAddress } from './webhook.ts'

interface SourceOptions {
  readonly api: Api
  readonly inbox: Pick<Inbox, 'put'>
  readonly persist: Persist
  readonly log: Logger
}

/** Updates that are asked for. Begins by ending a webhook, be it one of the last run. */
export function openPolling({ api, inbox, persist }: SourceOptions): UpdateSource {
  return createPoller({
    getUpdates: (request, until) => api.getUpdates(request, apiSignal(until)),
    deleteWebhook: (until) => api.deleteWebhook({}, apiSignal(until)),
    inbox,
    persist,
  })
}

/** Updates that Telegram brings to the address. Begins by telling it so, which ends polling. */
export function openWebhook(address: WebhookAddress, { api, inbox, persist, log }: SourceOptions): Webhook {
  const settings = { secret_token: address.secret, allowed_updates: ALLOWED_UPDATES }
  return createWebhook({
    address,
    setWebhook: (until) => api.setWebhook(address.url, settings, apiSignal(until)),
    getWebhookInfo: (until) => api.getWebhookInfo(apiSignal(until)),
    inbox,
    persist,
    pause,
    log,
  })
}
