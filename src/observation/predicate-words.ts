/** Words after which a percent says how much something grew, and points or an amount how far it moved up. */
const RISING: readonly string[] = [
  ...['增长', '上涨', '增加', '提高', '上升', '增产', '提升', '扩大', '回升', '攀升', '升高', '加快', '上浮', '走高'],
  ...[
    '多增',
    '净增',
    '增收',
    '增支',
    '上调',
    '提速',
    '激增',
    '跃升',
    '大涨',
    '微涨',
    '大增',
    '延长',
    '增多',
    '涨',
    '(?<!新)增',
    '升',
    '(?<=[比较].{1,10})新增',
  ],
]

/** The same downwards. */
const FALLING: readonly string[] = [
  ...['下降', '减少', '降低', '下跌', '回落', '减产', '下滑', '缩减', '压减', '节约', '少增', '下调', '缩短', '放缓'],
  ...['收窄', '减收', '减支', '压缩', '萎缩', '下挫', '大跌', '微跌', '大降', '微降', '跌', '降', '减'],
]

/** Nouns for the growth of what stands before them. */
const GROWTH_NOUNS: readonly string[] = [
  '同比增速',
  '增长速度',
  '增长幅度',
  '(?:年均|年)?(?:平均)?(?:复合)?增长率',
  '增速',
  '增幅',
  '涨幅',
  '升幅',
]
const FALL_NOUNS: readonly string[] = ['下降幅度', '回落幅度', '降幅', '跌幅', '减幅']

/** Words between an indicator and its figure that say nothing about the indicator. */
const FILLERS: readonly string[] = [
  ...[
    '了',
    '约',
    '约为',
    '达到',
    '达',
    '为',
    '是',
    '在',
    '至',
    '到',
    '突破',
    '超过',
    '超',
    '拥有',
    '共有',
    '有',
    '共计',
    '共',
    '(?<!收入|支出)合计',
  ],
  ...[
    '(?<!收入|支出)总计',
    '累计',
    '均',
    '分别',
    '各',
    '都',
    '已',
    '将',
    '预计',
    '力争',
    '不低于',
    '不少于',
    '不超过',
    '保持',
    '稳定',
    '控制',
  ],
  ...[
    '维持',
    '继续',
    '再',
    '又',
    '则',
    '只',
    '仅',
    '近',
    '逾',
    '多达',
    '高达',
    '可达',
    '实际',
    '实现',
    '完成',
    '预期',
    '左右',
    '以上',
    '(?<![合总统累])计',
    '新增',
  ],
  ...[
    '连续',
    '持续',
    '首次',
    '达成',
    '调整',
    '安排',
    '预计可',
    '可',
    '年均',
    '平均',
    '名义',
    '大幅',
    '小幅',
    '略',
    '净',
    '又',
    '由',
    '接近',
    '跨越',
  ],
  ...[
    '同比',
    '环比',
    '按年',
    '按季',
    '按月',
    '即',
    '同口径',
    '按可比口径',
    '总规模',
    '拟',
    '预期目标',
    '目标',
    '不到',
    '迈上',
    '跃上',
    '稳居',
    '站上',
    '占',
    '：',
    ':',
    '、',
    '“',
    '”',
    ' ',
  ],
]

const alternatives = (...words: readonly (readonly string[])[]) => `(?:${words.flat().join('|')})`

/** A word of change right before the figure; 了 and an adverb of degree may stand between. */
export const CHANGE_AT_END = new RegExp(`${alternatives(RISING, FALLING)}$`)
export const FALL_AT_END = new RegExp(`${alternatives(FALLING, FALL_NOUNS)}$`)
export const GROWTH_NOUN_AT_END = new RegExp(`${alternatives(GROWTH_NOUNS, FALL_NOUNS)}$`)
export const FILLERS_AT_END = new RegExp(`${alternatives(FILLERS)}+$`)
/** 增加到, 降至: what follows is the level reached. */
export const REACHES = new RegExp(`${alternatives(RISING, FALLING, ['发展', '调整', '变'])}(?:到|至|为)`)
/** All that can stand between an indicator and its figure. */
export const PREDICATE_AT_END = new RegExp(`${alternatives(FILLERS, RISING, FALLING, GROWTH_NOUNS, FALL_NOUNS)}+$`)
