/**
 * Keeps the headings above the current paragraph. The rank of a heading follows from its style (一、, （一）, ##, unnumbered)
 * and not from a fixed table, since reports differ in which style stands above which: a style that is open closes
 * everything below itself, a new one opens inside what is open.
 */
export function createOutline(): { readonly path: () => readonly string[]; add(style: string, text: string): void } {
  const open: { readonly style: string; readonly text: string }[] = []
  return {
    path: () => open.map(({ text }) => text),
    add(style, text) {
      const level = open.findIndex((heading) => heading.style === style)
      if (level !== -1) open.splice(level)
      open.push({ style, text })
    },
  }
}
