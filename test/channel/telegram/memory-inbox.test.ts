import { createMemoryInboxStore } from '../../../src/channel/telegram/memory-inbox-store.ts'
import { inboxContract } from '../../contract/inbox.ts'

inboxContract(createMemoryInboxStore)
