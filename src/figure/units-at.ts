import type { Unit } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import type { FoundUnit } from './unit-finder.ts'
import type { Numeral } from './numerals.ts'
import type { Scan } from './scan.ts'
import { skipBlanks } from './scanner.ts'

/** A unit at its place, scale included. */
export interface UnitMention extends Span {
  /** As printed: 亿元, 万千瓦. */
  readonly printed: string
  readonly unit: Unit
}

/** Words that begin like a unit and are none: 30位于, 5成立, 600股价. */
const NO_UNITS = new Set(
  (
    '位于 位居 位列 位数 位置 位次 成为 成立 成功 成本 成员 成果 成效 成熟 成交 成长 成都 成绩 成分 成人 成品 成年 成型 成群 股价 股票 股东 股份 股权 股市 股指 股息 ' +
    '支行 支付 支出 支持 支撑 支柱 场景 场馆 场所 场地 头部 口径 口岸 面向 面积 面对 手机 手续 手术 对应 对比 对外 对标 对接 对于 对冲 组织 组建 组成 套餐 套利 部门 部分 部署 ' +
    '种植 种子 种业 层次 层面 层级 首次 首席 首批 首个 首家 首发 首届 首位 批准 批复 批发 笔者 笔记 包括 包含 包装 例如 列入 列为 列车 列出 门店 门诊 门票 门户 门槛 名单 名优 名列 名为 ' +
    '户均 户籍 户外 亩产 亩均 座谈 处理 处于 处罚 处置 处级 所有 所得 所在 所属 所以 度假 度过 度夏 升至 升到 升级 升值 升高 升幅 折合 折算 折旧 圈层 道路 道德 轮值 轮胎 团队 团体 团员 ' +
    '队伍 队列 队员 车间 车辆 车型 车企 车主 票房 票据 步行 步骤 步入 双向 双方 双碳 节能 节约 节点 节假 集中 集团 集群 集聚 集体 集成 角度 角色 角落 角逐 里程 里面 里有 里的 片区 餐饮 米饭 米粉 米线 ' +
    '天然 周边 周期 秒杀 点击 点评 点多 大会 大学 大量 大幅 大力 大于 大致 大约 大型 大部 大众 大盘 大多 大小 大宗 大户 大额 大专 大关 大项 大赛 大道 分别 分行 分红 分公 分析 分布 分类 分支 分之 分享 ' +
    '家庭 人才 人均 人工 人类 元旦 元素 年代 年龄 年轻 年级 条例 条件 条款 个人 件均 克服 级别 起来 起步 起点 起义 起草 倍增 倍数 番茄 番禺 方案 方式 方法 方向 方便 席卷 样本 样品 样式 环比 ' +
    '单位 单价 单独 单一 单日 单月 单季 通过 通知 通信 通报 通道 通用 通州 通辽 通化 回顾 组合 台州 台湾 张家 张掖 项城 天津 天水 天门 株洲 元氏 元谋 克拉 户县 方城 方正 集安 集宁 包头 双流 双鸭 本溪 点军 环县 轮台 盘锦 盘州 分宜 周口 周村 周至 日均 日前 日起 日元 ' +
    '环保 环境 环节 班子 班组 块状 只有 只是 只能 只要 本科 本地 本次 本报 本周 本市 本省 本身 本土 项目组 日元升 回升 回落 次级 次日 次新 段落 根据 根本 片面 桶装 瓶颈 盒马 盘中 副总 幅度 字样 字体'
  ).split(' '),
)

const LEADING_SCALE = /^[十百千万亿]+/

/** The longest unit that begins at `at`, with what it is divided by; null when the table knows none there. */
function unitAt(scan: Scan, at: number): UnitMention | null {
  let mention = simpleUnitAt(scan, at)
  // 元/人/月 has two denominators; a longer chain is no unit.
  for (let count = 0; count < MAX_DENOMINATORS && mention !== null && scan.text[mention.end] === '/'; count += 1) {
    const below = simpleUnitAt(scan, mention.end + 1)
    if (below === null) return mention
    mention = divided(scan, mention, below)
  }
  return mention
}

const MAX_DENOMINATORS = 2

function simpleUnitAt({ text, unitsAt }: Scan, at: number): UnitMention | null {
  const found = unitsAt(text, at).findLast((each) => isWhole(text, each))
  return found === undefined ? null : { ...found, printed: text.slice(at, found.end) }
}

/** False for the MB of MBA and for the 位 of 位于, with or without a scale: 30位于, 30万位于. */
function isWhole(text: string, { end, unit }: FoundUnit): boolean {
  if (/[A-Za-z]/.test(text.charAt(end - 1)) && /[A-Za-z0-9]/.test(text.charAt(end))) return false
  const isOneCharacter = unit.surface.replace(LEADING_SCALE, '').length === 1
  return !isOneCharacter || !NO_UNITS.has(text.slice(end - 1, end + 1))
}

/** 亿元/年, 人/平方公里: a quotient the table has no row for. 120万千瓦/240万千瓦时 are two figures, not one. */
function divided({ text }: Scan, above: UnitMention, below: UnitMention): UnitMention {
  const printed = text.slice(above.start, below.end)
  const base = `${above.unit.base}/${below.unit.base}`
  const factor = above.unit.factor / below.unit.factor
  return { start: above.start, end: below.end, printed, unit: { surface: printed, dimension: 'other', base, factor } }
}

/** The unit of a numeral, with the numeral's scale; null when none is printed behind it. */
export function unitOf(scan: Scan, numeral: Numeral): UnitMention | null {
  const { scale, scaleStart, end } = numeral
  const isScaleLast = scaleStart + scale.length === end
  const joined = isScaleLast ? unitAt(scan, scale === '' ? skipBlanks(scan.text, end) : scaleStart) : null
  if (scale === '' || (joined !== null && joined.end > end)) return joined
  // 2万多人, 2879亿 元: something stands between the scale and its unit.
  const bare = unitAt(scan, skipBlanks(scan.text, end))
  const unit = scan.lexicon.unit(scale + (bare?.printed ?? ''))
  return bare === null || unit === undefined ? null : { ...bare, printed: scale + bare.printed, unit }
}
