import { blocksOf } from './blocks.js'

/**
 * One message on the page. Whatever the message says reaches the document as text nodes, never as markup.
 *
 * @param {(button: { label: string, press: string, copy?: string }, element: HTMLButtonElement, view: object) => unknown} onButton
 * @param {(() => void) | false} onReply what goes on from the message; false where nothing can
 * @returns {{ element: HTMLElement, show(message: object): void }} `show` replaces what stood there
 */
export function createMessageView(onButton, onReply) {
  const element = create('article', 'message')
  const view = {
    element,
    show(message) {
      const focused = element.contains(document.activeElement) ? document.activeElement.textContent : undefined
      const body = create('div', 'words')
      body.append(...(message.table === undefined ? blocksOf(message).map(blockElement) : tableElements(message.table)))
      const rows = buttonRows(message.buttons, (...pressed) => onButton(...pressed, view))
      element.replaceChildren(body, ...rows, ...(onReply ? [replyRow(onReply)] : []))
      // Whoever pages by keyboard stays on the button, which is a new one.
      if (focused !== undefined) buttonNamed(element, focused)?.focus()
    },
  }
  return view
}

function replyRow(onReply) {
  const row = create('div', 'buttons')
  row.append(buttonElement({ label: '追问' }, onReply))
  return row
}

function buttonNamed(element, label) {
  return [...element.querySelectorAll('button')].find((button) => button.textContent === label)
}

/** An element with a class and, if given, text. */
export function create(tag, className, text = '') {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

/** What the message lists, which its text would say in lines. Wide tables scroll by themselves. */
function tableElements({ head, columns, rows }) {
  const table = create('table', 'listed')
  const headRow = table.createTHead().insertRow()
  headRow.append(...columns.map((column) => create('th', '', column)))
  const body = table.createTBody()
  for (const cells of rows) body.insertRow().append(...cells.map((cell) => create('td', '', cell)))
  const scroller = create('div', 'wide')
  scroller.append(table)
  return [...head.split('\n').map((line) => create('p', 'line', line)), scroller]
}

function blockElement({ kind, lines }) {
  if (kind === 'line') return lineElement(lines[0])
  const quotation = create('blockquote', 'quotation')
  quotation.append(...lines.map((runs) => lineElement(runs)))
  return quotation
}

function lineElement(runs) {
  const isBold = runs.every((run) => run.bold) && runs.some((run) => run.text !== '')
  const line = create('p', isBold ? 'line leading' : 'line')
  line.append(...runs.map(runNode))
  return line
}

function runNode({ text, bold }) {
  return bold ? create('strong', '', text) : document.createTextNode(text)
}

function buttonRows(rows, onButton) {
  return rows.map((buttons) => {
    const row = create('div', 'buttons')
    row.append(...buttons.map((button) => buttonElement(button, onButton)))
    return row
  })
}

function buttonElement(button, onButton) {
  const element = create('button', '', button.label)
  element.type = 'button'
  element.addEventListener('click', () => onButton(button, element))
  return element
}
