import type { IndexingProgress } from '../report-index/indexing.ts'

/** What an indexing run is doing, in the words of every channel, and what is counted while it does. */
export const PHASES: Readonly<Record<IndexingProgress['phase'], { readonly words: string; readonly counted: string }>> =
  {
    reading: { words: '读取报告', counted: '份' },
    embedding: { words: '计算向量', counted: '段' },
    publishing: { words: '切换索引', counted: '' },
  }
