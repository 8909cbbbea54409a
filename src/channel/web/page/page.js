import { createTurn } from './conversation.js'
import { create } from './message-view.js'
import { takeReply } from './reply.js'

const composer = document.querySelector('#composer')
const question = document.querySelector('#question')

/** Sends words as a new turn; from then on there is a conversation, and the welcome has served. */
function ask(text) {
  document.querySelector('#welcome').hidden = true
  void createTurn(text).take({ text, repliesTo: takeReply() })
}

/** An address that was passed on leads to a passage: `/#p_…`. Its end is taken away, so that reloading asks nothing. */
function openLinked() {
  const start = /^#(p_[\w-]+)$/.exec(location.hash)?.[1]
  if (start === undefined) return
  history.replaceState(null, '', location.pathname)
  document.querySelector('#welcome').hidden = true
  void createTurn('打开链接').take({ text: `/start ${start}` })
}

composer.addEventListener('submit', (event) => {
  event.preventDefault()
  const text = question.value.trim()
  question.focus()
  if (text === '') return
  question.value = ''
  ask(text)
})

question.addEventListener('keydown', (event) => {
  // Enter that picks a candidate of an input method sends nothing; Safari tells it by the key code 229 alone.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  composer.requestSubmit()
})

/** Questions and commands to click on, so that nobody has to guess what can be asked. */
async function showSuggestions() {
  const response = await fetch('/api/suggestions')
  const { examples, commands } = await response.json()
  fill('#examples', examples, (example) => [create('span', '', example), example])
  fill('#commands', commands, ({ name, description }) => [commandLabel(name, description), `/${name}`])
}

function fill(list, entries, labelAndText) {
  const items = entries.map((entry) => {
    const [label, text] = labelAndText(entry)
    const button = create('button', '')
    button.type = 'button'
    button.append(label)
    button.addEventListener('click', () => {
      ask(text)
      // The button is gone. Where there is no mouse, the focus would bring up the keyboard over the answer.
      if (matchMedia('(hover: hover)').matches) question.focus()
    })
    const item = create('li', '')
    item.append(button)
    return item
  })
  document.querySelector(list).replaceChildren(...items)
}

function commandLabel(name, description) {
  const label = create('span', '', ` ${description}`)
  label.prepend(create('code', '', `/${name}`))
  return label
}

window.addEventListener('hashchange', openLinked)
openLinked()
await showSuggestions()
