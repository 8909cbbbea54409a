/** A marked part of the README that a command writes; what stands between the marks is replaced as a whole. */
export function withBlock(readme: string, name: string, content: string): string {
  const [start, end] = marksOf(readme, name)
  return `${readme.slice(0, start)}\n${content}\n${readme.slice(end)}`
}

function marksOf(readme: string, name: string): [start: number, end: number] {
  const opening = new RegExp(`^<!-- [^\\n]*：${name} -->$`, 'm').exec(readme)
  const closing = readme.indexOf(`\n<!-- ${name}到此为止 -->`)
  if (opening === null || closing < opening.index) throw new Error(`the README has no marks for ${name}`)
  return [opening.index + opening[0].length, closing + 1]
}

/** The cells of each row of the first table below a heading, the head and its rule left out. */
export function tableBelow(markdown: string, heading: string): string[][] {
  const section = markdown.split(`\n${heading}\n`)[1] ?? ''
  const table = /(?:^\|.*\n)+/m.exec(section)?.[0] ?? ''
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}
