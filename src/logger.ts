/**
 * Where a part reports what happened: facts as fields (with their units in the name, `duration_ms`), then the event as
 * `noun.verb` (`page.opened`). Never given: the token, an API address, question text above `debug`.
 */
export interface Logger {
  debug(fields: object, event: string): void
  info(fields: object, event: string): void
  warn(fields: object, event: string): void
  error(fields: object, event: string): void
}
