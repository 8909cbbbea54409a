/**
 * The lines of a message as blocks to show. A line that is a quotation from end to end, its quotation marks aside,
 * becomes part of a quotation block; adjacent ones share it. Each line is cut into runs of equal style, and the runs
 * of all lines are the characters of the message, in order.
 *
 * @typedef {{ start: number, end: number, type: 'bold' | 'quotation' | 'long-quotation' }} Style offsets in UTF-16 units, half-open
 * @typedef {{ text: string, bold: boolean, quoted: boolean }} Run
 * @typedef {{ kind: 'line' | 'quotation', lines: Run[][] }} Block
 *
 * @param {{ text: string, styles: readonly Style[] }} message
 * @returns {Block[]}
 */
export function blocksOf(message) {
  const blocks = []
  for (const line of linesOf(message)) {
    const kind = isQuotation(line) ? 'quotation' : 'line'
    const last = blocks.at(-1)
    if (kind === 'quotation' && last?.kind === kind) last.lines.push(line)
    else blocks.push({ kind, lines: [line] })
  }
  return blocks
}

function linesOf({ text, styles }) {
  let start = 0
  return text.split('\n').map((line) => {
    const runs = runsOf(text, { start, end: start + line.length }, styles)
    start += line.length + 1
    return runs
  })
}

function runsOf(text, { start, end }, styles) {
  const edges = styles.flatMap((style) => [style.start, style.end]).filter((edge) => edge > start && edge < end)
  // oxlint-disable-next-line unicorn/no-array-sort -- browsers of 2022, still found in offices, have no toSorted
  const cuts = [...new Set([start, ...edges, end])].sort((a, b) => a - b)
  return cuts.slice(1).map((cut, index) => {
    const run = { start: cuts[index], end: cut }
    return {
      text: text.slice(run.start, cut),
      bold: lies(run, styles, 'bold'),
      quoted: lies(run, styles, 'quotation') || lies(run, styles, 'long-quotation'),
    }
  })
}

function lies(run, styles, type) {
  return styles.some((style) => style.type === type && style.start <= run.start && run.end <= style.end)
}

/** The marks around a quotation may stand outside its style, for they are not the document's characters. */
function isQuotation(runs) {
  return runs.some((run) => run.quoted) && runs.every((run) => run.quoted || /^[“”「」『』\s]*$/.test(run.text))
}
