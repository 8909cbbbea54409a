const about = document.querySelector('#about')
const question = document.querySelector('#question')

let replied

/**
 * The next question goes on from this answer and not from the last one. What is shown of it are its first words.
 *
 * @param {{ id: string, words: string }} answer
 */
export function replyTo(answer) {
  replied = answer.id
  about.querySelector('span').textContent = `追问：${answer.words}`
  about.hidden = false
  question.focus()
}

/** Which answer the next question goes on from, asked for once; undefined for the last one. */
export function takeReply() {
  const id = replied
  replied = undefined
  about.hidden = true
  return id
}

about.querySelector('button').addEventListener('click', () => {
  takeReply()
  question.focus()
})
