import { workerData } from 'node:worker_threads'
import { processorBudget } from './processor-budget.ts'

/**
 * Entry of a thread that ends its process, however busy that is, when the parent is gone (a process without one is
 * adopted by another, so that its parent's number changes), or when the file in work has had its share of the processor.
 * That is told by the signal which the system has for it.
 */
const EVERY_MS = 250
const parent = process.ppid
const budget = processorBudget(workerData)

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  if (budget.isSpent) process.kill(process.pid, 'SIGXCPU')
}, EVERY_MS)
