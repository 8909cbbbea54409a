/**
 * A failure that the operator can mend. `main.ts` prints its message alone and exits with 1, so the message says what
 * to do. Everything else that is thrown is a bug.
 */
export abstract class BaoshuError extends Error {
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** One or several settings are wrong; all of them are named. */
export class ConfigError extends BaoshuError {
  readonly code = 'CONFIG'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`设置有误：${problems.join('；')}。请修改环境变量或 .env（说明见 .env.example）`)
    this.problems = problems
  }
}

/** A report cannot be read. The other reports go on without it. */
export class ReportError extends BaoshuError {
  readonly code = 'REPORT'
  readonly file: string
  readonly reason: string

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`无法读取 ${file}：${reason}`, options)
    this.file = file
    this.reason = reason
  }
}

/**
 * A report could not be read this time, for a reason that lies outside it: a busy machine, its memory, its disk. What the
 * report says now is not known.
 */
export class ReportUnavailableError extends ReportError {}

/** The embedding model is absent or damaged. Words and observations answer without it. */
export class ModelError extends BaoshuError {
  readonly code = 'MODEL'
}

/** The index cannot be used: absent, damaged, locked, or built from other reports. */
export class IndexError extends BaoshuError {
  readonly code = 'INDEX'
}

/** What must not be lost cannot be read or written: conversations, disputed answers. */
export class StateError extends BaoshuError {
  readonly code = 'STATE'
}

/** Another process is writing the index; what serves can still be read. */
export class IndexBusyError extends IndexError {
  constructor() {
    super('另一个进程正在更新这个索引，请等它完成后再试')
  }
}

/** The disk or its rights refuse what an update writes; what serves can still be read. */
export class IndexUnwritableError extends IndexError {
  constructor(indexDir: string, options?: ErrorOptions) {
    super(`索引文件夹 ${indexDir} 写不进去，请检查磁盘空间和权限，或用 --index 换一个文件夹`, options)
  }
}

/** Somebody ended the run; what serves is untouched. */
export class IndexCancelledError extends IndexError {
  constructor(options?: ErrorOptions) {
    super('更新已取消。已经读取和计算的部分会保留，下次更新接着做', options)
  }
}

/** A file that the operator gives besides reports is malformed: a lexicon table, questions, metadata. */
export class InputError extends BaoshuError {
  readonly code = 'INPUT'
}

/** A port is taken or a network address cannot be used. */
export class ServeError extends BaoshuError {
  readonly code = 'SERVE'
}
