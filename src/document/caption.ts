/** 图1, 表2-1, 附表一: also where a blank or a mark stands behind the number. */
const NUMBERED = /^附?[图表]\s?(?:[\d０-９]|[一二三四五六七八九十]{1,3}[\s：:、.．])/u
const MAX_LENGTH = 60

/** The line is the title of a picture or a table, told by its number: of no text below it. */
export function isNumberedCaption(text: string): boolean {
  return text.length <= MAX_LENGTH && NUMBERED.test(text) && !/[。；]/u.test(text)
}

const UNIT = /^[（(]?(?:计量)?单位\s?[：:]/u
const MAX_UNIT = 40

/** The line is the unit of a table: 单位：亿元. */
export function isUnitLine(text: string): boolean {
  return text.length <= MAX_UNIT && UNIT.test(text)
}
