/** What a method answers, or the refusal it answers with. */
export type Reply =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error_code: number; readonly description: string; readonly parameters?: object }

/** Parameters of a call, checked against the schema before. */
export type Parameters = Readonly<Record<string, unknown>>

/** The answer to a call that was carried out. */
export function done(result: unknown): Reply {
  return { ok: true, result }
}

/** A refusal, of code 400 where no other is given; further fields are its `parameters`. */
export function refuse(description: string, { code = 400, ...parameters }: { code?: number } & Parameters = {}): Reply {
  const details = Object.keys(parameters).length > 0 ? { parameters } : {}
  return { ok: false, error_code: code, description, ...details }
}
