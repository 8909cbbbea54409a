/** Verbs that only link a subject and what it reached: both belong to the indicator (企业实现利润). */
const LINKING = '实现 完成 取得 达成 创造 达到 拥有 实际完成'.split(' ')
const BEFORE_LINKING = '累计 共 预计 已 可 将 均 合计'.split(' ')

/** Verbs whose object is counted or measured. Nouns may contain them: these are verbs only where a phrase begins. */
const HANDLING = [
  ...'加上 减去 动用 达 创 有(?![效机色限线轨害关序偿奶]) 共有 设有 现有 安排 统筹安排 组织 落实 投入 投资建设 推进 推动 实施 执行中'.split(
    ' ',
  ),
  ...'包括 包含 涵盖 覆盖 聚集 集聚 建设 新建 改造 新改扩建 成立 参与 服务 支持 生产 提供 选派 选树 招聘 招引'.split(
    ' ',
  ),
  ...'完善 收到 收治 整改 处理 修复 治理 种植 推出 推广 储备 谋划 派发 兑付 申报 排查 整治 检查 出台 制定 修订'.split(
    ' ',
  ),
  ...'抓好 办好 做好 聚焦 布局 部署 上线 投用 投产 开工 竣工 启动 交付 关停 退出 淘汰 取缔 救助 帮扶 培训 帮助 援助 走访 慰问'.split(
    ' ',
  ),
  ...'追回 入选 获得 置换 发行 接待 开展 改造 下达 组织'.split(' '),
]
/** Verbs that no noun contains: wherever they stand, what is counted begins behind them. */
const CLEAR = [
  ...'发放 投放 引导 引进 引入 争取 筹集 拨付 资助 建成 开通 培育 研发 打造 签约 签订 举办 承办 吸引 办结 查处'.split(
    ' ',
  ),
  ...'盘活 带动 拉动 认定 获评 创建 获批 荣获 设立 惠及 化解 含 拥有(?!人) 兑现 加上 实施 统筹安排 共有'.split(' '),
]
/** Verbs that leave their object to stand behind the figure: 引进18名专家. */
const BEFORE_AMOUNT = [
  ...'新增 新签 新设 新开 实现 完成 达成 取得 共建 派出 吸纳 供应 辐射 汇聚 通过 经过 历时 仅用 用时 连续 平均'.split(
    ' ',
  ),
  ...'年产 日产 年产能 助力 聚焦 深化 支撑 满足 涉及 带动 超过 开行 增设 增加 调入 调出 上解 追加 分布在 共计'.split(
    ' ',
  ),
  ...'建立 开通 落地 签约 开工 复工 最高 最低 首批 先后 全国 全省 其余 其他 剩余'.split(' '),
]
const ADVERBS = [
  ...'已 共 新 累计 先后 成功 还 并 计划 全面 深入 持续 积极 大力 扎实 加快 相继 陆续 集中 联合 统一 首次'.split(' '),
  ...'每年 可 将 拟 预计 组织 统筹 依托 通过'.split(' '),
]
/** What stands behind a verb inside a noun: 发放额, 引进率, 服务业收入, 安排的支出. */
const INSIDE_NOUN = '[额量率费价业的]|面积|人数|资金|规模|力度|总|标准|成本|用地|项目数|[，。；]|$'

const anyOf = (...words: readonly (readonly string[])[]) => `(?:${words.flat().join('|')})`

/** A linking verb inside a phrase, adverbs included. */
export const LINKING_VERB = new RegExp(`${anyOf(BEFORE_LINKING)}{0,4}${anyOf(LINKING)}了?(?![额量率度]|人(?!均))`, 'g')
/** A verb with its object behind it. */
export const VERB_WITH_OBJECT = new RegExp(`${anyOf(CLEAR, HANDLING)}了?(?!${INSIDE_NOUN})`, 'g')
/** The same, when the verb is no part of any noun. */
export const CLEAR_VERB = new RegExp(`^${anyOf(CLEAR)}了?$`)
/** A phrase that is nothing but a verb. */
export const ONLY_VERB = new RegExp(`^${anyOf(ADVERBS)}{0,6}${anyOf(CLEAR, HANDLING, BEFORE_AMOUNT)}了?$`)
