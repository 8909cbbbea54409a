import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'

const FOLDER = path.join(import.meta.dirname, '../../data/lexicon')
const lexicon = readLexicon(FOLDER)
const own = mkdtempSync(path.join(tmpdir(), 'lexicon-'))
afterAll(() => rmSync(own, { recursive: true }))

/** Says nothing that could be part of a name. */
const sentence = (name: string) => `据了解，${name}，详见附表。`

describe('our indicators', () => {
  test('are at least 300', () => {
    expect(lexicon.indicators.length).toBeGreaterThanOrEqual(300)
  })

  test('are found by every one of their names and by nothing else', () => {
    const wrong = lexicon.indicators.flatMap(({ canonical, names }) =>
      [canonical, ...names].filter((name) => {
        const [mention, ...others] = lexicon.indicatorsIn(sentence(name))
        return mention?.canonical !== canonical || mention.text !== name || others.length > 0
      }),
    )
    expect(wrong).toEqual([])
  })

  test('have no name that is only a general word', () => {
    const general = ['收入', '支出', '投资', '产量', '产值', '增加值', '人口', '面积', '价格', '余额', '总额', '指数']
    expect(general.flatMap((word) => lexicon.indicatorsIn(sentence(word)))).toEqual([])
  })

  test.each([
    ['GDP', '地区生产总值'],
    ['固投', '固定资产投资'],
    ['社零', '社会消费品零售总额'],
    ['财政收入', '一般公共预算收入'],
    ['规上工业增加值', '规模以上工业增加值'],
    ['工业增加值', '全部工业增加值'],
    ['工业总产值', '工业总产值'],
    ['工业投资', '工业固定资产投资'],
    ['民间投资', '民间固定资产投资'],
    ['税收收入', '税收收入'],
    ['居民收入', '居民人均可支配收入'],
    ['农民收入', '农村居民人均可支配收入'],
    ['城镇居民收入', '城镇居民人均可支配收入'],
    ['户籍人口', '户籍人口'],
    ['常住人口', '常住人口'],
    ['城镇化率', '常住人口城镇化率'],
    ['户籍人口城镇化率', '户籍人口城镇化率'],
    ['进出口', '进出口总额'],
    ['出口', '出口总额'],
    ['进口', '进口总额'],
    ['三产增加值', '第三产业增加值'],
    ['人均GDP', '人均地区生产总值'],
    ['研发投入', '研究与试验发展经费'],
    ['三公经费', '“三公”经费'],
    ['失业保险基金收入', '失业保险基金收入'],
    ['失业保险', '失业保险参保人数'],
  ])('takes %s for %s', (name, canonical) => {
    expect(lexicon.indicatorsIn(`2024年${name}是多少`).map((mention) => mention.canonical)).toEqual([canonical])
  })

  test('are look-alikes both ways', () => {
    const onesided = lexicon.indicators.flatMap(({ canonical, not }) =>
      not.filter((other) => !lexicon.indicator(other)?.not.includes(canonical)),
    )
    expect(onesided).toEqual([])
  })

  test.each([
    ['全部工业增加值', '工业总产值'],
    ['一般公共预算收入', '税收收入'],
    ['常住人口', '户籍人口'],
    ['进出口总额', '出口总额'],
    ['居民人均可支配收入', '农村居民人均可支配收入'],
    ['第三产业增加值', '服务业增加值'],
  ])('says that %s is not %s', (canonical, other) => {
    expect(lexicon.indicator(canonical)?.not).toContain(other)
  })

  test.each([
    ['国有资本经营收益', []],
    ['原则上不开新的支出口子', []],
    ['税收优惠政策', []],
    ['专项债务', []],
  ])('finds none inside %s', (text, canonicals) => {
    expect(lexicon.indicatorsIn(text)).toEqual(canonicals)
  })
})

describe('our places', () => {
  test('are found by every name that is no ordinary word, and by every full name', () => {
    const wrong = lexicon.places.flatMap(({ canonical, names }) =>
      [canonical, ...names].filter((name) => {
        const mentions = lexicon.placesIn(sentence(name))
        const isHidden = mentions.length === 0 && name !== canonical
        return !isHidden && (mentions.length !== 1 || !mentions[0]?.canonicals.includes(canonical))
      }),
    )
    expect(wrong).toEqual([])
  })

  test('lie in China unless they are foreign or a group of places', () => {
    const outside = lexicon.places.filter(
      ({ canonical, level }) => !['country', 'region'].includes(level) && !lexicon.isInside(canonical, '中国'),
    )
    expect(outside).toEqual([])
  })

  test.each([
    ['昌吉州', ['昌吉回族自治州']],
    ['昌吉', ['昌吉回族自治州', '昌吉市']],
    ['湘西州', ['湘西土家族苗族自治州']],
    ['内蒙古', ['内蒙古自治区']],
    ['三门峡', ['三门峡市']],
    ['木垒', ['木垒哈萨克自治县']],
    ['巴州', ['巴音郭楞蒙古自治州']],
    ['吉林', ['吉林省', '吉林市']],
    ['海南', ['海南省', '海南藏族自治州']],
    ['海南州', ['海南藏族自治州']],
    ['浦东', ['浦东新区']],
    ['准东开发区', ['准东经济技术开发区']],
    ['兵团', ['新疆生产建设兵团']],
    ['襄樊', ['襄阳市']],
    ['全国', ['中国']],
    ['長沙縣', ['长沙县']],
    ['南京市鼓楼区', ['南京市鼓楼区']],
    ['鼓楼区', ['南京市鼓楼区', '徐州市鼓楼区', '福州市鼓楼区', '开封市鼓楼区']],
    ['粤港澳大湾区', ['粤港澳大湾区']],
  ])('takes %s for %j', (name, canonicals) => {
    expect(lexicon.placesIn(`${name}的情况`).map((mention) => mention.canonicals)).toEqual([canonicals])
  })

  test.each([
    '加强国际合作，优化资源配置',
    '新兴产业和新建港口',
    '实现长治久安',
    '长三角西南通道以外的均衡水平',
    '中国银行和北京时间',
    '各级人大通过的预算',
    '真金白银支持朝阳产业',
  ])('sees no town in %s', (text) => {
    const towns = lexicon
      .placesIn(text)
      .filter(({ canonicals }) => canonicals.some((name) => lexicon.placeChain(name).length > 1))
    expect(towns).toEqual([])
  })

  test('have one high-tech zone in each prefecture, called by its kind alone in the reports of that place', () => {
    const zones = lexicon.placesIn('高新区增长8.1%')[0]?.canonicals ?? []
    const ofLuoyang = zones.filter((zone) => lexicon.isInside(zone, '洛阳市'))
    expect(ofLuoyang).toEqual(['洛阳高新技术产业开发区'])
    expect(lexicon.placesIn('漯河高新区')[0]?.canonicals).toEqual(['漯河市高新区'])
  })

  test.each([
    ['昌吉市', ['昌吉市', '昌吉回族自治州', '新疆维吾尔自治区']],
    ['北京市朝阳区', ['北京市朝阳区', '北京市']],
    ['石河子市', ['石河子市', '新疆维吾尔自治区']],
    ['湘江新区', ['湘江新区', '长沙市', '湖南省']],
  ])('knows what %s belongs to', (canonical, chain) => {
    expect(lexicon.placeChain(canonical)).toEqual(chain)
  })

  test.each([
    ['上海市', '长三角'],
    ['浦东新区', '长江经济带'],
    ['深圳市', '粤港澳大湾区'],
    ['石河子市', '新疆生产建设兵团'],
    ['越南', '东盟'],
  ])('knows that %s lies in %s', (inner, outer) => {
    expect(lexicon.isInside(inner, outer)).toBe(true)
  })
})

describe('our units', () => {
  test.each([
    ['亿元', '元', 1e8],
    ['万千瓦', '千瓦', 1e4],
    ['亿千瓦时', '千瓦时', 1e8],
    ['万吨', '吨', 1e4],
    ['万人次', '人次', 1e4],
  ])('know that %s are many %s', (surface, one, times) => {
    const [many, single] = [lexicon.unit(surface), lexicon.unit(one)]
    expect(many?.base).toBe(single?.base)
    expect((many?.factor ?? 0) / (single?.factor ?? 1)).toBeCloseTo(times)
  })

  test('keep per cent and percentage points apart', () => {
    expect([lexicon.unit('%')?.dimension, lexicon.unit('个百分点')?.dimension]).toEqual(['percent', 'points'])
  })
})

describe('the folder', () => {
  test('takes every example of its README', () => {
    const blocks = readFileSync(path.join(FOLDER, 'README.md'), 'utf8').matchAll(
      /```\n((canonical|surface|word)\t?.*?)```/gs,
    )
    const kinds: Record<string, string> = { canonical: 'indicators', surface: 'units', word: 'ordinary-words' }
    const examples = [...blocks].map(([, text = '', column = '']) => ({
      file: text.startsWith('canonical\tlevel') ? 'places-own.tsv' : `${kinds[column]}-own.tsv`,
      text,
    }))
    for (const file of ['indicators', 'places', 'units', 'ordinary-words']) {
      writeFileSync(path.join(own, `${file}.tsv`), readFileSync(path.join(FOLDER, `${file}.tsv`)))
    }
    for (const { file, text } of examples) writeFileSync(path.join(own, file), text)

    const extended = readLexicon(own)

    expect(examples).toHaveLength(4)
    expect(extended.indicatorsIn('地区经济总量')[0]?.canonical).toBe('地区生产总值')
    expect(extended.placeChain('滨湖科技园区')).toEqual(['滨湖科技园区', '合肥市', '安徽省'])
    expect(extended.unit('万标准箱')?.factor).toBe(1e4)
  })

  test('is refused with a reason when it is absent, empty or in another encoding', () => {
    expect(() => readLexicon(path.join(own, 'absent'))).toThrow(/无法打开词表文件夹/)
    const other = mkdtempSync(path.join(own, 'other-'))
    expect(() => readLexicon(other)).toThrow(/没有 \.tsv 表/)
    writeFileSync(path.join(other, 'units.tsv'), Buffer.from([0xd6, 0xd0]))
    expect(() => readLexicon(other)).toThrow('units.tsv 不是 UTF-8 编码')
  })
})
