import { optionsOf } from '../answer/follow-up.ts'
import { otherTellings } from '../answer/other-tellings.ts'
import { quote } from '../answer/quote.ts'
import type { Passage } from '../report-index/report-index.ts'
import type { Taken } from './chat.ts'
import { draft } from './draft.ts'
import { takeDocsPress } from './library/take-docs.ts'
import { takeUploadPress } from './library/take-upload.ts'
import type { Talk } from './parts.ts'
import { isPressForAdmins, parsePress } from './press.ts'
import type { AdminPress, AnswerPress, PassagePress } from './press.ts'
import { renderQuote } from './render-figure.ts'
import { renderTellings } from './render-shown.ts'
import { takeAccessPress } from './take-access.ts'
import { takeExport } from './take-gaps.ts'
import { takeSettingsPress } from './take-settings.ts'
import { showPassage } from './take-passage.ts'
import { EXPIRED, takeFollowUp, takeListPage } from './take-question.ts'
import { takeWhyPage } from './take-why.ts'

const ADMINS_ONLY: Taken = { notice: '只有管理员可以用这个按钮' }
const GONE: Taken = { notice: '这段原文已不在资料里' }

/** Does what a button asks for; one that no message of ours carries, or whose paragraph is gone, gives a notice. */
export async function takePress(talk: Talk, text: string): Promise<Taken> {
  const press = parsePress(text)
  if (press === undefined) return EXPIRED
  if (isPressForAdmins(press)) return talk.speaker.isAdmin ? takeAdminPress(talk, press) : ADMINS_ONLY
  if ('paragraphId' in press) return ON_PASSAGES[press.kind](talk, press)
  switch (press.kind) {
    case 'wrong':
      return markWrong(talk, press.asked)
    case 'option':
      return takeOption(talk, press)
    case 'list':
      return takeListPage(talk, press)
  }
}

function takeAdminPress(talk: Talk, press: AdminPress): Promise<Taken> {
  switch (press.kind) {
    case 'export':
      return takeExport(talk)
    case 'why':
      return takeWhyPage(talk, press)
    case 'access':
      return takeAccessPress(talk, press)
    case 'settings':
      return takeSettingsPress(talk, press)
    case 'upload':
      return takeUploadPress(talk, press)
    case 'docs':
      return takeDocsPress(talk, press)
  }
}

const ON_PASSAGES: Readonly<Record<PassagePress['kind'], (talk: Talk, press: PassagePress) => Promise<Taken>>> = {
  context: async (talk, press) => ((await showPassage(talk, press, 'new')) ? {} : GONE),
  page: async (talk, press) => ((await showPassage(talk, press, 'in place')) ? {} : GONE),
  copy: sendForCopying,
  also: showOtherTellings,
}

/** Says what the button says, as a reply to the question back. */
async function takeOption(talk: Talk, { asked, at }: AnswerPress): Promise<Taken> {
  const leansOn = talk.parts.state.asked(asked)?.leaves
  const option = optionsOf(leansOn)[at]
  return option === undefined ? EXPIRED : takeFollowUp(talk, option.text, leansOn)
}

/** The quotation with its source alone in a message, for channels that cannot copy by themselves. */
async function sendForCopying(talk: Talk, press: PassagePress): Promise<Taken> {
  const passage = talk.parts.index.read((index) => index.passageById(press.paragraphId, press.documentId))
  if (passage === undefined || !isWithin(press, passage)) return GONE
  await talk.say(draft(renderQuote(quote(passage, press))))
  return {}
}

async function showOtherTellings(talk: Talk, press: PassagePress): Promise<Taken> {
  const others = talk.parts.index.read((index) => {
    const passage = index.passageById(press.paragraphId, press.documentId)
    return passage && otherTellings(index, passage, press)
  })
  if (others === undefined || others.length === 0) return GONE
  await talk.say(renderTellings(others))
  return {}
}

function markWrong({ parts, speaker }: Talk, asked: number): Taken {
  if (!parts.state.markWrong(asked, speaker.userId)) return { notice: '这条回答已经不在记录里' }
  parts.log.info({ asked }, 'answer.disputed')
  return { notice: '已记录，管理员会看到' }
}

function isWithin({ start, end }: PassagePress, { text }: Passage): boolean {
  return start < end && end <= text.length
}
