import type { IndexingProgress } from '../report-index/indexing.ts'

/** What an indexing run is doing, in the words of every channel. */
export const PHASE_WORDS: Readonly<Record<IndexingProgress['phase'], string>> = {
  reading: '读取报告',
  embedding: '计算向量',
  publishing: '切换索引',
}
