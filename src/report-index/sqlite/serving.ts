import type { Database } from './database.ts'

/** The generation that serves, and what its vectors are searched by. */
export interface Serving {
  readonly generation: number
  readonly builtAt: string
  /** Whose vectors it has; null for none. */
  readonly model: string | null
  /** The graph file's name; null for none. */
  readonly graph: string | null
}

/** Undefined before the first generation. */
export function readServing(database: Database): Serving | undefined {
  return database.prepare<[], Serving>('SELECT generation, built_at AS builtAt, model, graph FROM serving').get()
}

/** Raises the generation, by which readers notice that anything changed. */
export function writeServing(database: Database, { model, graph }: Pick<Serving, 'model' | 'graph'>): void {
  database
    .prepare(
      `INSERT INTO serving (one, generation, model, graph, built_at) VALUES (1, 1, :model, :graph, :at)
       ON CONFLICT (one) DO UPDATE SET generation = generation + 1, model = :model, graph = :graph, built_at = :at`,
    )
    .run({ model, graph, at: new Date().toISOString() })
}
