import { existsSync, readFileSync } from 'node:fs'

/** The bytes of a file of the program's own `data/` folder. */
export function shipped(name: string): Uint8Array {
  return readFileSync(new URL(`../../data/${name}`, import.meta.url))
}

/** The bytes of a table that is packed there. The build unpacks it, so that short commands need not. */
export function shippedTable(name: string): Uint8Array {
  const table = new URL(`../tables/${name}`, import.meta.url)
  if (existsSync(table)) return readFileSync(table)
  return process.getBuiltinModule('node:zlib').gunzipSync(shipped(`${name}.gz`))
}

export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/** What runs where, for reports of bugs. */
export function edition(): string {
  return `brick ${version()}, node ${process.version}, ${process.platform} ${process.arch}`
}
