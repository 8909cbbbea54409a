import { existsSync, readFileSync } from 'node:fs'

/** The memory that a process holds, in bytes; 0 where the system does not tell or the process has ended. */
export function memoryOf(pid: number | undefined): number {
  const file = `/proc/${pid ?? 0}/status`
  if (!existsSync(file)) return 0
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(file, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}
