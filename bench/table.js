import os from 'node:os'

/**
 * The rows as Markdown, under a line that says where, when and how they were measured.
 *
 * @param {readonly import('./main.js').Row[]} rows
 * @param {{ runs: number, command: string }} how
 */
export function markdownTable(rows, { runs, command }) {
  const machine = `${os.availableParallelism()} 核，${os.cpus()[0]?.model.trim() ?? '未知处理器'}，${Math.round(os.totalmem() / 2 ** 30)} GB 内存`
  const date = new Date().toISOString().slice(0, 10)
  return [
    `${machine}，Node ${process.versions.node}，${date}，\`${command}\`，${runs} 次的中位数：`,
    '',
    '| 项目 | 要求 | 实测 | 达到 | 说明 |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${levelOf(row)} | ${row.value === undefined ? '–' : `${shown(row.value)} ${row.unit}`} | ${verdict(row)} | ${row.note} |`,
    ),
  ].join('\n')
}

function levelOf({ least, most, unit }) {
  if (least !== undefined) return `≥ ${least} ${unit}`
  return most === undefined ? '–' : `≤ ${most} ${unit}`
}

function verdict({ value, least, most }) {
  if (value === undefined || (least === undefined && most === undefined)) return '–'
  return value >= (least ?? -Infinity) && value <= (most ?? Infinity) ? '是' : '否'
}

/** Three digits say all that such a measurement can. */
function shown(value) {
  return Number(value.toPrecision(3)).toString()
}
