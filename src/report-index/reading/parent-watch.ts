/**
 * Entry of a thread that ends its process, however busy that is, when the parent is gone: a process without one is
 * adopted by another, so that its parent's number changes.
 */
const EVERY_MS = 1000
const parent = process.ppid

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}, EVERY_MS)
