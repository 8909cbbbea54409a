/** The headings that are open at a point of a text. */
export interface Outline {
  /** Outermost first. */
  path(): readonly string[]
  /** Opens a heading inside those that stay open: it closes the first that `closes` holds for, and all inside that. */
  add(heading: Heading, closes?: (style: string) => boolean): void
  /** Closes the first heading that it holds for, and all inside that. */
  close(isOver: (heading: Heading) => boolean): void
}

export interface Heading {
  readonly style: string
  readonly text: string
}

/**
 * Keeps the headings above the current paragraph. Which heading stands above which follows from their styles (一、, （一）,
 * unnumbered) and not from a fixed table, since reports differ: a style that is open already closes its like and
 * everything inside, a new one opens inside what is open.
 */
export function createOutline(): Outline {
  const open: Heading[] = []
  const close: Outline['close'] = (isOver) => {
    const level = open.findIndex(isOver)
    if (level !== -1) open.splice(level)
  }
  return {
    path: () => open.map(({ text }) => text),
    add(heading, closes = (style) => style === heading.style) {
      close(({ style }) => closes(style))
      open.push(heading)
    },
    close,
  }
}
