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
import { tellStale } from './save-list.js'

interface Where {
  folder: string
  /** Whether the user said what LEGO sells; else all elements that a lot may be are written down, too. */
  isKnown: boolean
}

/** What LEGO is to send, as files that are still to be written. */
interface Parcels {
  /** The lots of each assortment. */
  parcels: ElementLot[][]
  files: { name: string; text: string; words: string }[]
  /** The names of files that an earlier run may have left there. */
  next: ((index: number) => string)[]
}

/** A file for each upload of each assortment. */
export function elementFiles(loaded: Loaded, elements: ElementLot[], { folder, isKnown }: Where): Parcels {
  const parcels: ElementLot[][] = []
  const files: Parcels['files'] = []
  const next: Parcels['next'] = []
  for (const [assortment, name] of NAMES) {
    const some = elements.filter((one) => one.assortment === assortment)
    const texts = some.length === 0 ? [] : linesOf(some, assortment)
    const nameOf = (index: number) => path.join(folder, `${name}-${index + 1}.csv`)
    texts.forEach((lines, index) => files.push({ name: nameOf(index), text: uploadText(lines), words: amount(lines) }))
    next.push((index) => nameOf(texts.length + index))
    if (some.length > 0) parcels.push(some)
  }
  if (!isKnown && elements.length > 0) {
    const name = path.join(folder, 'pab-candidates.csv')
    const text = candidatesCsv(candidates(loaded, elements))
    files.push({ name, text, words: 'all elements that each lot may be, newest first' })
  }
  return { parcels, files, next }
}

/** Writes them, and tells what is in each. */
export function saveElements(io: Io, { files, next }: Parcels): void {
  for (const { name, text, words } of files) {
    io.save(name, text)
    io.say(`${name}: ${words}`)
  }
  for (const nameOf of next) tellStale(io, nameOf)
}

const NAMES: [Assortment, string][] = [
  ['bestseller', 'pab-bestseller'],
  ['standard', 'pab-standard'],
  ['any', 'pab'],
]

function linesOf(some: ElementLot[], assortment: Assortment): ElementLine[][] {
  const lots: Lot[] = some.map(({ lot, element }) => ({ part: element, color: 0, quantity: lot.quantity }))
  const { value } = assortment === 'any' ? PICK_A_BRICK.lines : PICK_A_BRICK.assortment
  return uploads({ lots }, { maxLots: value })
}

function amount(lines: ElementLine[]): string {
  const parts = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return `${count(lines.length, 'element')}, ${count(parts, 'part')}`
}

function candidates(loaded: Loaded, elements: ElementLot[]) {
  const lots = elements.map(({ lot }) => lot)
  const { rows } = describe({ system: 'ldraw', lots }, loaded.catalog, loaded.decisions, loaded)
  return rows.map((row, index) => ({ row, elements: elements[index]?.candidates ?? [] }))
}
