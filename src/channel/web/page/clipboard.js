/** Copies a text; false when the browser forbids it. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Absent on pages opened by address over plain http; there the old command still copies.
    return copyBySelection(text)
  }
}

function copyBySelection(text) {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.className = 'unseen'
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  focused?.focus()
  return copied
}
