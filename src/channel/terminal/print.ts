/** One line for the person at the terminal, past what other programs read. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** One line of what was asked for. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
