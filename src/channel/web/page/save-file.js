/**
 * Hands a text over as a file, which the browser puts where it puts downloads.
 *
 * @param {{ name: string, content: string }} file
 */
export function saveFile({ name, content }) {
  const link = document.createElement('a')
  link.download = name
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/plain' }))
  link.click()
  // The browser reads it after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
