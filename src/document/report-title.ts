const REPORT_TITLE =
  /^(?!图|表|和|与|及|\d+(?![\d年])|[（(]?[一二三四五六七八九十]{1,3}[、）)])(?=.{8,60}$)[^。；，]*(?:20\d{2}|二[〇○零]\S{2})年\S*(?:公报|报告|年报|简报|通报|公告|情况|说明)(?:（\S{1,8}）)?$/u

/** The line is the whole title of a communiqué or report: it names a year and ends with the kind of report. */
export function isReportTitle(line: string): boolean {
  return REPORT_TITLE.test(line)
}
