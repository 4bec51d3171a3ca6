import * as path from 'node:path'
import { count } from '../core/count.js'
import { describe } from '../core/translate/describe.js'
import type { Lot } from '../core/inventory.js'
import { PICK_A_BRICK } from '../core/limits.js'
import type { Assortment, ElementLot } from '../core/lists/split.js'
import { candidatesCsv } from '../formats/view/candidates-csv.js'
import { uploadText, uploads, type ElementLine } from '../formats/elements/uploads.js'
import type { Io } from '../system/io.js'
import type { Loaded } from './load.js'
import { refuseOverwriting } from './save-list.js'

interface Where {
  folder: string
  /** Whether the user said what LEGO sells; else all elements that a lot may be are written down, too. */
  isKnown: boolean
}

/** Writes what LEGO is to send, a file for each upload of each assortment; the answer is the lots of each of these. */
export function saveElements(
  io: Io,
  loaded: Loaded,
  elements: ElementLot[],
  { folder, isKnown }: Where,
): ElementLot[][] {
  const parcels: ElementLot[][] = []
  for (const [assortment, name] of NAMES) {
    const some = elements.filter((one) => one.assortment === assortment)
    const files = some.length === 0 ? [] : filesOf(some, assortment)
    files.forEach((lines, index) => {
      save(io, loaded, path.join(folder, `${name}-${index + 1}.csv`), uploadText(lines), amount(lines))
    })
    const next = path.join(folder, `${name}-${files.length + 1}.csv`)
    if (io.tryRead(next) !== undefined) io.say(`${next} is of an earlier run, which had more for it`)
    if (some.length > 0) parcels.push(some)
  }
  if (!isKnown && elements.length > 0) {
    const file = path.join(folder, 'pab-candidates.csv')
    save(
      io,
      loaded,
      file,
      candidatesCsv(candidates(loaded, elements)),
      'all elements that each lot may be, newest first',
    )
  }
  return parcels
}

const NAMES: [Assortment, string][] = [
  ['bestseller', 'pab-bestseller'],
  ['standard', 'pab-standard'],
  ['any', 'pab'],
]

function filesOf(some: ElementLot[], assortment: Assortment): ElementLine[][] {
  const lots: Lot[] = some.map(({ lot, element }) => ({ part: element, color: 0, quantity: lot.quantity }))
  const { value } = assortment === 'any' ? PICK_A_BRICK.lines : PICK_A_BRICK.assortment
  return uploads({ lots }, { maxLots: value })
}

function amount(lines: ElementLine[]): string {
  const parts = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return `${count(lines.length, 'element')}, ${count(parts, 'part')}`
}

function save(io: Io, loaded: Loaded, file: string, text: string, what: string): void {
  refuseOverwriting(io, [file], loaded.files)
  io.save(file, text)
  io.say(`${file}: ${what}`)
}

function candidates(loaded: Loaded, elements: ElementLot[]) {
  const lots = elements.map(({ lot }) => lot)
  const { rows } = describe({ system: 'ldraw', lots }, loaded.catalog, loaded.decisions, loaded)
  return rows.map((row, index) => ({ row, elements: elements[index]?.candidates ?? [] }))
}
