import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import type { Answerer } from '../../src/answer/answerer.ts'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, createIndexedFolder, realLexicon, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

let folder: IndexedFolder
let answerer: Answerer

const PROJECTS = [
  '总投资18亿元的青禾造纸产业园项目已落地，总投资33亿元的望川制药产业园项目进展顺利。',
  '会上对接国企项目26项，总投资410亿元；民企项目9项，总投资75亿元。',
  '风电新增并网容量120万千瓦，其中陆上风电85万千瓦，海上风电35万千瓦。',
  '东滩光伏治沙示范园区引进企业14家，总装机容量160万千瓦。',
  '石门二期抽水蓄能电站装机容量140万千瓦，工程投资86亿元。',
  '已签约并正常推进的工业供地类项目132个，其中有19个项目投产。',
  '上半年，凤阳县地区生产总值增长7.2%，增速居全市第3位。',
  '惠企云平台运行三年来成效明显。截至6月底，累计放款58.6亿元。',
  '全县对外贸易活跃，有外贸实绩的商户112家，进出口总额9.4亿元，出口农机2300台（套）。',
  '全年水产品产量7.25万吨，其中养殖产量6.1万吨。',
  '一般公共预算收入完成12.6亿元，为年初预算的103.5%，增长4.2%。',
  '全社会固定资产投资比上年增长9.6%。',
  '其中，金属制品业增加值增长6.4%，规模以上工业增加值增长8.1%。',
  '全年家禽出栏41.5万羽。',
  '拨付秸秆还田综合利用补贴资金860万元，惠及农户。',
  '年末16—59岁人口占比为58.9%。',
  '全县发生生产安全事故7起。',
]

beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('news.md', report('凤阳县项目建设加快', ...PROJECTS))
  await folder.index(countingModel())
  answerer = createAnswerer({ index: folder.open(), embedder: fakeEmbedder(), lexicon: realLexicon() })
})
afterAll(async () => {
  await answerer.close()
  folder.dispose()
})

function figures(answer: Answer): readonly string[] {
  return answer.kind === 'quoted' ? answer.observations.map(({ text }) => text) : [answer.kind]
}

test.each([
  ['of several projects the one that the question names', '望川制药产业园项目总投资多少', ['33亿元']],
  ['two parts of a question from the sentence that tells both', '对接国企项目多少项，总投资多少', ['26项', '410亿元']],
  ['a part of a list by the name that the list gives it', '海上风电新增并网多少', ['35万千瓦']],
  ['a figure whose sentence names what it is of', '东滩光伏治沙示范园区总装机容量多少', ['160万千瓦']],
  ['an investment with an amount of money', '石门二期抽水蓄能电站投资多少', ['86亿元']],
  ['a name by the words behind its 的', '工业供地类项目多少个', ['132个']],
  ['a name in full where the paragraph holds the other words', '惠企云平台放款多少', ['58.6亿元']],
  ['what stands behind the counting word', '有外贸实绩的商户多少家', ['112家']],
  ['a count and not the amount of the trade it belongs to', '出口农机多少台', ['2300台（套）']],
  ['what a unit says of what is asked', '凤阳县水产多少万吨', ['7.25万吨']],
  ['a share of the budget and not the growth beside it', '一般公共预算收入为年初预算的百分之多少', ['103.5%']],
  ['the narrower of two names in a question', '规上工业里金属制品业增加值增长多少', ['6.4%']],
  ['a bare word by the one indicator with that name that there is', '凤阳县工业增长多少', ['8.1%']],
  ['the end of a name by the one indicator that bears it', '凤阳县投资增长多少', ['9.6%']],
  ['what is counted with another measure word', '家禽出栏多少只', ['41.5万羽']],
  ['money by what it is for', '发了多少秸秆还田补贴', ['860万元']],
  ['a range that is written otherwise', '16到59岁人口占比多少', ['58.9%']],
  ['what a verb asks for', '凤阳县出栏了多少鸡鸭', ['41.5万羽']],
  ['what words of talk stand beside', '凤阳县出了几起安全事故', ['7起']],
  ['the rank of a growth by the indicator that grows', '凤阳县GDP增速排第几', ['第3位']],
])('answers %s', async (_, question, expected) => {
  expect(figures((await answerer.answer(question)).answer)).toEqual(expected)
})

test('a refusal tells the indicators with words of the question that the reports hold of the place', async () => {
  const { answer } = await answerer.answer('凤阳县金属制品业利润多少')
  expect(answer).toMatchObject({
    kind: 'not-found',
    reasons: [{ slot: 'indicator', available: expect.arrayContaining(['金属制品业增加值']) }],
  })
})
