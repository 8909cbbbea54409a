import type { Message, Style } from '../../chat/message.ts'

/** Bold, and the end of it, for terminals that show styles. */
const BOLD = { on: '\u001B[1m', off: '\u001B[22m' }

/** A message as a terminal shows it: figures bold where styles are wanted, quotations as they are. */
export function showMessage({ text, styles }: Message, { isStyled }: { isStyled: boolean }): string {
  if (!isStyled) return text
  const bold = styles.filter(({ type }) => type === 'bold').toSorted((a, b) => a.start - b.start)
  let shown = ''
  let at = 0
  for (const { start, end } of bold satisfies Style[]) {
    shown += `${text.slice(at, start)}${BOLD.on}${text.slice(start, end)}${BOLD.off}`
    at = end
  }
  return shown + text.slice(at)
}
