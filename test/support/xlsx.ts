import { zip } from './zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export interface XlsxSheet {
  readonly name: string
  /** Numbers as numbers; empty strings are no cells. */
  readonly rows: readonly (readonly (string | number)[])[]
  /** As A1:C1. */
  readonly merged?: readonly string[]
  readonly isHidden?: boolean
}

/** An Excel file of these sheets. Numbers show with one decimal. */
export function xlsx(sheets: readonly XlsxSheet[]): Uint8Array {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }))
  const list = numbered.map(
    ({ name, number, isHidden }) =>
      `<sheet name="${name}" sheetId="${number}" r:id="r${number}"${isHidden === true ? ' state="hidden"' : ''}/>`,
  )
  const links = numbered.map(
    ({ number }) => `<Relationship Id="r${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  )
  return zip([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbered.map(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${RELATIONS}">${links.join('')}<Relationship Id="rs" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    },
    ...numbered.map(({ number, rows, merged = [] }) => ({
      name: `xl/worksheets/sheet${number}.xml`,
      content: `<worksheet xmlns="${MAIN}"><sheetData>${rows.map(rowXml).join('')}</sheetData>${mergesXml(merged)}</worksheet>`,
    })),
  ])
}

function rowXml(cells: readonly (string | number)[], index: number): string {
  const row = index + 1
  const written = cells.map((value, column) => {
    const place = `${String.fromCharCode(65 + column)}${row}`
    if (typeof value === 'number') return `<c r="${place}" s="1"><v>${value}</v></c>`
    return value === '' ? '' : `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
  })
  return `<row r="${row}">${written.join('')}</row>`
}

function mergesXml(merged: readonly string[]): string {
  return merged.length === 0
    ? ''
    : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
}
