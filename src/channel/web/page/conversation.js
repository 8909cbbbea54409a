import { copyText } from './clipboard.js'
import { create, createMessageView } from './message-view.js'
import { replyTo } from './reply.js'
import { saveFile } from './save-file.js'
import { takeTurn, TurnError } from './turn.js'

const log = document.querySelector('#log')
const notice = document.querySelector('#notice')
const scroller = document.querySelector('#conversation')

/**
 * The place of one turn in the conversation: what the person did, then what came back. Several may be under way.
 *
 * `take` shows at once that an answer is awaited. `follow` opens the place only when there is something to put in it,
 * for many buttons leave but a notice.
 */
export function createTurn(label) {
  const element = create('section', 'turn')
  element.append(create('p', 'asked', label))

  async function take(did) {
    const waiting = create('p', 'waiting', '正在查找')
    place(waiting)
    try {
      await follow(did)
    } finally {
      waiting.remove()
    }
  }

  /** A turn that breaks off says why and can be tried again. */
  async function follow(did, pressed) {
    const show = createMessages(place, pressed)
    try {
      await takeTurn(did, (event) => {
        if (event.type === 'notice') notify(event.text)
        else if (event.type === 'file') hand(event)
        else show(event)
      })
    } catch (error) {
      if (!(error instanceof TurnError)) throw error
      place(failureElement(error.message, () => take(did)))
    }
  }

  /** A new turn comes into sight wherever the person was reading: he has just asked for it. */
  function place(child) {
    if (!element.isConnected) {
      log.append(element)
      showEnd()
    }
    keepInSight(() => element.append(child))
  }

  return { take, follow }
}

/**
 * The messages of one answer: a new one goes where `place` puts it, an edited one changes where it stands. 0 is the
 * message whose button was pressed, if one was.
 */
function createMessages(place, pressed) {
  const views = new Map([[0, pressed]])
  return ({ id, replyId, message }) => {
    if (!views.has(id)) {
      views.set(
        id,
        createMessageView(press, isAnswer(message) && (() => replyTo({ id: replyId, words: startOf(message) }))),
      )
      place(views.get(id).element)
    }
    keepInSight(() => views.get(id).show(message))
  }
}

/** Only from what quotes a report can a question go on. */
function isAnswer({ styles, table }) {
  return table !== undefined || styles.some(({ type }) => type === 'quotation')
}

function startOf({ text }) {
  return text.split('\n').find((line) => line !== '')
}

/** What a button of a message does: copy, or a turn of its own, named by the button's label. */
async function press(button, element, view) {
  const copy = button.link === undefined ? button.copy : addressOf(button.link)
  if (copy !== undefined) {
    notify((await copyText(copy)) ? '已复制' : '浏览器不允许复制，请选中文字后自行复制')
    return
  }
  // Not `disabled`, which would take the focus from whoever uses the keyboard.
  if (element.ariaBusy === 'true') return
  element.ariaBusy = 'true'
  try {
    await createTurn(button.label).follow({ press: button.press }, view)
  } finally {
    element.ariaBusy = 'false'
  }
}

/** Opens this page on the passage; `page.js` reads it. */
function addressOf(link) {
  return `${location.origin}/#${link.start}`
}

function failureElement(text, retry) {
  const element = create('div', 'failure')
  const again = create('button', '', '重试')
  again.type = 'button'
  again.addEventListener('click', () => {
    element.remove()
    retry()
  })
  element.append(create('p', 'line', text), again)
  return element
}

/** Goes with the conversation while its end is in sight, and leaves a person alone who reads further up. */
function keepInSight(change) {
  const wasAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80
  change()
  if (wasAtEnd) showEnd()
}

/** To the end, but never past the last question: a long answer is read from its beginning. */
function showEnd() {
  scroller.scrollTop = Math.min(scroller.scrollHeight, log.lastElementChild.offsetTop - 16)
}

function hand(file) {
  saveFile(file)
  notify(`已下载 ${file.name}`)
}

let fading
function notify(text) {
  clearTimeout(fading)
  notice.textContent = text
  fading = setTimeout(() => notice.replaceChildren(), 4000)
}
