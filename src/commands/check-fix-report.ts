import type { Row } from '../core/catalog/listing.js'
import { count } from '../core/count.js'
import type { Lot, Place } from '../core/inventory.js'
import type { ColorFix } from '../core/lists/fix-colors.js'
import type { Paint } from '../core/paint.js'
import { printable } from '../core/printable.js'
import { lotInWords, placeInWords, type Checked } from './check-findings.js'
import type { FixReport } from './check-fix.js'

/** What differs in the copy, a line for each change, and what is as it was. */
export function fixesAsText(report: FixReport, checked: Checked, paint: Paint): string {
  const { changes, left } = report
  const rowOf = rowsOf(checked)
  const changed = changes.map(({ place, fix, quantity }) => `${lotAt(place, fix.lot, quantity)} ${turn(fix)}`)
  const rest = left.map(({ place, lot, quantity, reason }) => {
    return `${lotAt(place, lot, quantity)}\n${paint.faint(`      ${printable(reason)}`)}`
  })
  return [
    `changed  ${changesInWords(report)}`,
    ...changed,
    ...(rest.length === 0 ? [] : ['left     as they were']),
    ...rest,
  ]
    .map((line) => `${line}\n`)
    .join('')

  function lotAt(place: Place | undefined, lot: Lot, quantity?: number): string {
    const row = rowOf.get(lot)
    const all = row ? lotInWords({ ...row, quantity: quantity ?? 1 }) : `${quantity ?? 1}x ${lot.part}`
    const words = quantity === undefined ? all.replace(/^1x /, '') : all
    return `  ${printable(`${place ? `${placeInWords(place)}  ` : ''}${words}`)}`
  }
}

/** `4 lines, in fixed.ldr` */
export function changesInWords({ output, changes }: FixReport): string {
  const isModel = changes.every(({ quantity }) => quantity === undefined)
  const sum = changes.length === 0 ? 'nothing' : count(changes.length, isModel ? 'line' : 'lot')
  return `${sum}, in ${printable(output)}`
}

/** The same for scripts. */
export function fixesAsJson({ output, changes, left }: FixReport, checked: Checked): object {
  const rowOf = rowsOf(checked)
  const where = (place: Place | undefined) => ({ file: place?.file ?? null, line: place?.line ?? null })
  const what = (lot: Lot) => ({ part: rowOf.get(lot)?.shown ?? lot.part, color: rowOf.get(lot)?.colorName ?? null })
  return {
    output,
    changed: changes.map(({ place, fix, quantity }) => {
      const to = { name: fix.to.name, ldraw: fix.to.ldraw < 0 ? null : fix.to.ldraw }
      return { ...where(place), ...what(fix.lot), qty: quantity ?? null, to, distance: rounded(fix.distance) }
    }),
    left: left.map(({ place, lot, quantity, reason }) => ({ ...where(place), ...what(lot), qty: quantity, reason })),
  }
}

/** `-> Yellow (distance 0.14)` */
function turn({ to, distance }: ColorFix): string {
  return `-> ${printable(to.name)} (distance ${rounded(distance).toFixed(2)})`
}

function rounded(distance: number): number {
  return Math.round(distance * 100) / 100
}

function rowsOf({ lots, rows }: Checked): Map<Lot, Row | undefined> {
  return new Map(lots.map(({ lot }, index) => [lot, rows[index]]))
}
