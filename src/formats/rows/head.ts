/**
 * How a table begins: what is between its columns, and what they are called. For registry rows, which see the first
 * kilobytes only, and need no parser for it.
 */
interface TableHead {
  delimiter: Delimiter
  /** The names of the columns, as `columnKey` has them. */
  keys: string[]
}

export type Delimiter = ',' | ';' | '\t'

export function tableHead(head: string): TableHead {
  if (last?.head !== head) last = { head, table: readHead(head) }
  return last.table
}

/** A dozen formats look at the same head, one after the other. */
let last: { head: string; table: TableHead } | undefined

function readHead(head: string): TableHead {
  const lines = head.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const said = SEP.exec(lines[0] ?? '')?.[1]
  const line = lines.slice(said === undefined ? 0 : 1).find((text) => /[^\s,;"]/.test(text)) ?? ''
  const delimiter = DELIMITERS.find((one) => one === said) ?? mostOf(line)
  return { delimiter, keys: splitCells(line, delimiter).map(columnKey) }
}

/** Whether a line is Excel's own, which says what is between the columns. */
export function isSepLine(line: string): boolean {
  return SEP.test(line)
}

/** A name of a column as programs compare it: `part_num`, `Part Num` and `PART-NUM` are one. */
export function columnKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/** The place of the first column that is called so, the better names first; undefined where there is none. */
export function placeOfColumn(keys: readonly string[], names: readonly string[]): number | undefined {
  for (const name of names) {
    const place = keys.indexOf(name)
    if (place >= 0) return place
  }
  return undefined
}

const SEP = /^"?sep=([,;\t])"?\s*$/i

/** The rarer ones first: names may have commas in them, but hardly tabs. */
const DELIMITERS: Delimiter[] = ['\t', ';', ',']

function mostOf(line: string): Delimiter {
  const bare = line.replaceAll(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((one) => ({ one, times: bare.split(one).length - 1 }))
  return counts.reduce((best, next) => (next.times > best.times ? next : best), { one: ',' as Delimiter, times: 0 }).one
}

/** Cells of a line whose quotes are closed, which is good enough for names of columns. */
function splitCells(line: string, delimiter: Delimiter): string[] {
  const cells = line.match(delimiter === '\t' ? TABBED : delimiter === ';' ? SEMICOLONED : COMMAED) ?? []
  return cells.map((cell) => cell.replace(/^[,;\t]/, '').replace(/^\s*"(.*)"\s*$/, '$1'))
}

const TABBED = /(?:^|\t)(?:"[^"]*"|[^\t]*)/g
const SEMICOLONED = /(?:^|;)(?:"[^"]*"|[^;]*)/g
const COMMAED = /(?:^|,)(?:"[^"]*"|[^,]*)/g
