/**
 * CJK radicals and the ideographs that they look like.
 *
 * @see EquivalentUnifiedIdeograph.txt of Unicode 13; compatibility normalization (NFKC) knows only two of them.
 */
const RADICALS =
  '⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺳⺴⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳'
const IDEOGRAPHS =
  '厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒㓁冗羊耂肀聿肉艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟'

const FOLDED: ReadonlyMap<string, string> = new Map(
  Array.from(RADICALS, (radical, index) => [radical, IDEOGRAPHS.charAt(index)]),
)
/** Radicals of both blocks, compatibility ideographs, and marks turned for vertical lines. */
const COMPATIBLE = /[\u2E80-\u2FDF\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE44]/gu

/**
 * Browsers write glyphs that ideographs share with radicals as radicals. The reader of the page cannot tell them apart,
 * a search can. One character stays one.
 */
export function foldRadicals(text: string): string {
  return text.replaceAll(COMPATIBLE, (character) => {
    const folded = FOLDED.get(character) ?? character.normalize('NFKC')
    return folded.length === 1 ? folded : character
  })
}
