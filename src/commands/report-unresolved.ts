import type { Catalog } from '../core/catalog.js'
import { printable } from '../core/printable.js'
import { count } from '../core/totals.js'
import type { Unresolved } from '../core/translate.js'
import { displayWidth, pad } from '../formats/width.js'
import type { Io } from '../system/io.js'

interface ReportOptions {
  catalog: Catalog
  /** The file that has the same as a table. */
  file: string | undefined
}

/** Tells all that is missing from a written list, at once: the site would tell it one by one. */
export function reportUnresolved(io: Io, unresolved: Unresolved[], { catalog, file }: ReportOptions): void {
  if (unresolved.length === 0) return
  const pieces = unresolved.reduce((sum, { lot }) => sum + lot.quantity, 0)
  const beside = file === undefined ? '' : ` -> ${file}`
  io.say(`not written, ${count(unresolved.length, 'lot')}, ${count(pieces, 'part')}${beside}`, 'error')
  const lines = unresolved.map((missing) => cells(missing, catalog))
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => displayWidth(line[column] ?? ''))))
  lines.forEach(([place = '', quantity = '', part = '', color = ''], index) => {
    const { message, fix } = unresolved[index]?.problem ?? { message: '' }
    const [a = 0, b = 0, c = 0, d = 0] = widths
    io.say(
      `  ${pad(place, a)}  ${pad(quantity, b, 'left')}  ${pad(part, c)}  ${pad(color, d)}  ${printable(message)}`,
      'error',
    )
    if (fix !== undefined) io.say(`  ${' '.repeat(a + b + 2)}  ${printable(fix)}`, 'error')
  })
}

function cells({ lot }: Unresolved, catalog: Catalog): string[] {
  const first = lot.places?.[0]
  return [
    first ? `${printable(first.file)}:${first.line}` : '',
    `${lot.quantity}x`,
    printable(lot.written ?? lot.part),
    colorName(lot.color, catalog),
  ]
}

function colorName(code: number, catalog: Catalog): string {
  if (code === 16) return '(main color)'
  if (code >= 0x2000000) return `#${(code % 0x1000000).toString(16).padStart(6, '0').toUpperCase()}`
  return catalog.color('ldraw', code)?.name ?? `color ${code}`
}
