/** Reports written for the tests: sentences to be set as pages. Deterministic, so that a failing page can be set again. */
const SUBJECTS = [
  '全市',
  '清河区',
  '东湖高新园区',
  '云岭县',
  '市统计局',
  '全年',
  '上半年',
  '今年以来',
  '截至11月末',
  '在南山港区',
]
const CLAUSES = [
  '实现地区生产总值4286.5亿元',
  '规模以上工业增加值增长8.3%',
  '新登记企业1.2万家',
  '粮食总产量达到315.6万吨',
  '完成进出口总额602亿元',
  '城镇新增就业5.8万人',
  '高速公路通车里程突破1200公里',
  '居民人均可支配收入38605元',
  '空气质量优良天数比例为87.4%',
  '建成5G基站9600个',
  '开工建设12个重大水利项目',
  '“一件事一次办”事项扩大到66项',
  '港口货物吞吐量同比增加310万吨',
  '与去年同期相比基本持平',
  '各级干部深入企业，逐一解决用地、用工、融资难题',
  '农民把新米装进仓里，笑容挂在脸上',
  '绿色工厂数量居全省第2位',
  '研发投入强度提高0.3个百分点',
  '引进Siemens、ABB等企业的研发中心',
  '老旧小区改造惠及居民3.4万户',
  '发展质量稳步提升',
  '市场预期持续改善',
]
const OPENINGS = ['其中，', '与此同时，', '据介绍，', '一是', '二是', '从结构看，', '值得注意的是，', '']
const SHORT = [
  '成绩来之不易。',
  '“路通了，日子就活了。”村民陈德顺说。',
  '数字背后，是转型的决心。',
  '怎么办？答案在车间里。',
]

/** Numbers from 0 up to but not including 1; the same ones for the same seed (a linear congruential generator). */
export function createRandom(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
    return state / 0x80_00_00_00
  }
}

/** So many paragraphs, each different, of one to five sentences; some are a single short one. */
export function writeParagraphs(count: number, seed: number): string[] {
  const random = createRandom(seed)
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? ''
  const sentence = (): string => {
    const clauses = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(CLAUSES))
    return `${pick(OPENINGS)}${pick(SUBJECTS)}${clauses.join('，')}。`
  }
  const paragraphs = new Set<string>()
  while (paragraphs.size < count) {
    const sentences = Array.from({ length: 1 + Math.floor(random() * 5) }, sentence)
    paragraphs.add(random() < 0.08 ? pick(SHORT) : sentences.join(''))
    if (paragraphs.size > 200) break
  }
  return [...paragraphs]
}
