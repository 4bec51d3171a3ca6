import type { Catalog } from '../core/catalog/catalog.js'
import { colorTitle } from '../core/catalog/color-title.js'
import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { Unresolved } from '../core/translate/translate.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { pad } from '../formats/view/width.js'
import type { Io } from '../system/io.js'

interface TellOptions {
  catalog: Catalog
  /** The file that has the same as a table. */
  file: string | undefined
  /** Say how many, and no more. */
  brief?: true
  /** The list that is not written either, where there are several. */
  of?: string
}

/** Tells all that is missing from a written list, at once: the site would tell it one by one. */
export function tellUnresolved(io: Io, unresolved: Unresolved[], { catalog, file, brief, of }: TellOptions): void {
  if (unresolved.length === 0) return
  const pieces = piecesIn(unresolved.map(({ lot }) => lot))
  const beside = file === undefined ? '' : ` -> ${file}`
  const place = of === undefined ? (brief ? '  ' : '') : `${of}: `
  io.say(`${place}not written, ${count(unresolved.length, 'lot')}, ${count(pieces, 'part')}${beside}`, 'error')
  if (brief) return
  const lines = unresolved.map((missing) => cells(missing, catalog))
  const [a = 0, b = 0, c = 0, d = 0] = columnWidths(lines)
  lines.forEach(([place = '', quantity = '', part = '', color = ''], index) => {
    const { message, fix } = unresolved[index]?.problem ?? { message: '' }
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
    printable(colorTitle('ldraw', lot.color, catalog)),
  ]
}
