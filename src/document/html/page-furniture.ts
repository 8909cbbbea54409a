import type { HtmlBlock } from './html-page.ts'

/** Longer lines are text, whatever they begin with. */
const MAX_LENGTH = 60
/** Lines that a site sets around every text. */
const FURNITURE =
  /^[【[（(〖|\s]*(?:字体|字号|文字大小|打印|关闭|我要打印|我要纠错|分享|收藏|纠错|朗读|复制链接|扫一扫|手机扫|在手机|上一[篇条页]|下一[篇条页]|返回(?:顶部|列表|首页)|责任编辑|责编|编辑[：:]|浏览|访问量|阅读[量次]|点击|当前位置|您的位置|您现在的位置|选择区域|(?:信息|文章|稿件)?来源[：:]|(?:发布|更新|信息)(?:时间|日期)[：:]|相关(?:链接|附件|文章|阅读|推荐|新闻)|附件下载|标签[：:]|(?:主办|承办|协办|主管)(?:单位)?[：:]|技术支持|版权所有|Copyright|©|网站标识|网站地图|备案|公安备案|\S{0,12}ICP备|\S{0,6}公网安备)/u
const WORDS = /[\p{L}\p{N}]/u
/** Most of the line is a link: navigation, an attachment. */
const LINK_SHARE = 0.8

/** Lists of links end with the day of each. */
const DATE = /[[（(]?(?:20\d{2}[-./年])?\d{1,2}[-./月]\d{1,2}日?[\]）)]?$/u

/** True for what a site sets around a text, even within it. */
export function isFurniture({ text, linked, cell }: HtmlBlock): boolean {
  // A dash says that a cell has no number.
  if (!WORDS.test(text)) return cell === null
  if (text.length > MAX_LENGTH) return false
  return FURNITURE.test(text) || (cell === null && linked > 0 && linked >= withoutDay(text).length * LINK_SHARE)
}

function withoutDay(text: string): string {
  return text.replace(DATE, '').trimEnd()
}
