import { copyText } from './clipboard.js'
import { create, createMessageView } from './message-view.js'
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
    open().append(waiting)
    await follow(did)
    waiting.remove()
  }

  /** A turn that breaks off says why and can be tried again. */
  async function follow(did) {
    const views = new Map()
    try {
      await takeTurn(did, (event) => show(event, views))
    } catch (error) {
      if (!(error instanceof TurnError)) throw error
      keepInSight(() => open().append(failureElement(error.message, () => take(did))))
    }
  }

  function show(event, views) {
    if (event.type === 'notice') return notify(event.text)
    if (!views.has(event.id)) {
      views.set(event.id, createMessageView(press))
      open().append(views.get(event.id).element)
    }
    keepInSight(() => views.get(event.id).show(event.message))
  }

  function open() {
    if (element.isConnected) return element
    log.append(element)
    scrollTo(element)
    return element
  }

  /** Goes with the answer while its end is in sight, and leaves a person alone who reads further up. */
  function keepInSight(change) {
    const wasAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80
    change()
    if (wasAtEnd) scrollTo(element)
  }

  return { take, follow }
}

/** What a button of a message does: copy, or a turn of its own, named by the button's label. */
async function press(button, element) {
  if (button.copy !== undefined) {
    notify((await copyText(button.copy)) ? '已复制' : '浏览器不允许复制，请选中文字后自行复制')
    return
  }
  // Not `disabled`, which would take the focus from whoever uses the keyboard.
  if (element.ariaBusy === 'true') return
  element.ariaBusy = 'true'
  await createTurn(button.label).follow({ press: button.press })
  element.ariaBusy = 'false'
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

/** To the end of the conversation, but never past the question: a long answer is read from its beginning. */
function scrollTo(turn) {
  scroller.scrollTop = Math.min(scroller.scrollHeight, turn.offsetTop - 16)
}

let fading
function notify(text) {
  clearTimeout(fading)
  notice.textContent = text
  fading = setTimeout(() => notice.replaceChildren(), 4000)
}
