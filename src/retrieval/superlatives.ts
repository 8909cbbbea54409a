/** Which end of an ordering is asked for. */
export type Extreme = 'largest' | 'smallest'

export interface Superlative {
  readonly extreme: Extreme
  /** The question for the amounts of all places of that level, whose order then tells the one that was asked for. */
  readonly rest: string
}

const LEVELS =
  '(?:(?<county>县市区|市县|区县|县城?|区)|(?<prefecture>地级市|地州市|市州|州市|地市|城市|[市州])|(?<province>省区市|省份?))'
/** 哪个城市GDP最高, GDP最高的城市, 增长最快的县是哪个: the level of the places among which one is asked for. */
const WHICH_LEVEL = [
  new RegExp(`(?:是|在)?(?:哪|那)(?:一?个|一?座|一|些|几个)?${LEVELS}(?!\\p{L}*(?:级|委|府|局))的?`, 'u'),
  new RegExp(
    `(?<=最[高多大强快低少小慢]的?)${LEVELS}(?:(?:是|在)?(?:哪|那)(?:一?个|一?座|一|些|几个|里|儿)?|是谁|有)?(?=[?？。]|$)`,
    'u',
  ),
]
/** Any place. */
const WHICH_ANY =
  /(?:是|在)?(?:(?:哪|那)(?:一?个|一?座|一|些|几个)?(?:地区|地方|地儿)|哪里|哪儿)的?|谁家?的?(?=.*最|.*第一)/u
const LARGEST = /(?:排名?|位居|居)?(?:最(?:[高多大强]|快(?!速))|第一|居首|领跑)(?:位)?的?/u
const SMALLEST = /(?:排名?|位居|居)?(?:最[低少小慢]|倒数第一|垫底)的?/u

/** Reads 哪个城市GDP最高 and 增长最慢的是哪个县; undefined where nothing is asked among places. */
export function superlativeIn(wording: string): Superlative | undefined {
  const which = [...WHICH_LEVEL, WHICH_ANY].map((pattern) => pattern.exec(wording)).find((match) => match !== null)
  if (which === undefined) return undefined
  const smallest = SMALLEST.exec(wording)
  const extreme = smallest ?? LARGEST.exec(wording)
  if (extreme === null) return undefined
  const bare = wording.replace(extreme[0], ' ').replace(which[0], ' ')
  return { extreme: smallest === null ? 'largest' : 'smallest', rest: `${eachOf(which)}${bare.trim()}多少` }
}

function eachOf({ groups }: RegExpExecArray): string {
  if (groups?.['county'] !== undefined) return '各县市区'
  if (groups?.['prefecture'] !== undefined) return '各市州'
  return groups?.['province'] === undefined ? '列出 ' : '各省'
}
