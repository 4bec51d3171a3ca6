/** The rows of a CSV text as records by column name. Quoted fields may hold commas, quotes and line ends. */
export function readCsv(text) {
  const [header, ...rows] = readRows(text)
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}

function readRows(text) {
  const rows = []
  let row = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text)
    if (!match) throw new Error(`bad CSV near row ${rows.length + 1}`)
    const [, quoted, plain, end] = match
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
