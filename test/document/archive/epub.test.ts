import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../src/document/read-document.ts'
import { fakeLexicon } from '../../support/fake-lexicon.ts'
import { zip } from '../../support/zip.ts'

const CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
const PACKAGE = `<package><metadata>
<dc:title>青禾县统计年鉴</dc:title><dc:publisher>青禾县统计局</dc:publisher><dc:date>2024-05-01T00:00:00Z</dc:date>
</metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="text/%E4%BA%8C.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/1.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="style.css" media-type="text/css"/>
</manifest><spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="css"/></spine></package>`

const chapter = (title: string, text: string) => `<html><body><h1>${title}</h1><p>${text}</p></body></html>`

function epub(opf = PACKAGE): Uint8Array {
  return zip([
    { name: 'mimetype', content: 'application/epub+zip' },
    { name: 'META-INF/container.xml', content: CONTAINER },
    { name: 'OEBPS/book.opf', content: opf },
    { name: 'OEBPS/nav.xhtml', content: chapter('目录', '第一章') },
    { name: 'OEBPS/text/二.xhtml', content: chapter('第二章 工业', '规模以上工业增加值增长7.1%。') },
    { name: 'OEBPS/text/1.xhtml', content: chapter('第一章 农业', '粮食产量达到40.4万吨。') },
  ])
}

describe('an EPUB', () => {
  test('is read chapter by chapter in the order of its spine, without its table of contents', async () => {
    const book = await readDocument({ file: '年鉴.epub', bytes: epub() }, fakeLexicon)
    expect(book).toMatchObject({ title: '青禾县统计年鉴', publisher: '青禾县统计局', date: '2024-05-01' })
    expect(book.articles.map(({ title, paragraphs }) => [title, paragraphs[0]?.text])).toEqual([
      ['第一章 农业', '粮食产量达到40.4万吨。'],
      ['第二章 工业', '规模以上工业增加值增长7.1%。'],
    ])
  })

  test('that names a chapter it does not hold is refused', async () => {
    const broken = epub(PACKAGE.replace('text/1.xhtml', 'text/3.xhtml'))
    await expect(readDocument({ file: '年鉴.epub', bytes: broken }, fakeLexicon)).rejects.toThrow('电子书已损坏')
  })
})
