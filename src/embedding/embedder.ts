/** What a text is to the search. Some models want another prefix before each; the one shipped wants none. */
export type TextRole = 'query' | 'passage'

/**
 * Turns a text into a vector of unit length, so that the dot product of two is their cosine.
 *
 * One text a call, always: the model quantizes its activations per call, so in a batch the same text would get another
 * vector (cosine .993 to .996 measured) and an index would differ from a reindex. Batches are not faster with it either;
 * two sessions beside each other are.
 */
export interface Embedder {
  /** Names the model and everything else that shapes a vector. Vectors of different ids must not be compared. */
  readonly modelId: string
  /** The length of every vector. */
  readonly dimensions: number
  /**
   * Resolves to a vector of its own, the same for the same text whatever came before. Takes any string: empty, broken
   * or longer than the model reads, of which the beginning counts.
   */
  embed(text: string, role?: TextRole): Promise<Float32Array>
  /** Frees the model. May be called twice. */
  close(): Promise<void>
}
