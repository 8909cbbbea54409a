/** Variables that child processes need to run at all. The token and every other setting stay with the parent. */
export const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'SystemRoot']
