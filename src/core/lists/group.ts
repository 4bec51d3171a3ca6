import { piecesIn, type Place } from '../inventory.js'
import type { Row } from '../catalog/listing.js'
import { sortRows, type Sort } from './arrange.js'

export const GROUPINGS = ['lot', 'model', 'step', 'color', 'category'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** Rows under one heading. By model and step, a lot stands in each group with what is used there. */
export interface Group {
  title: string
  rows: Row[]
}

/** Splits sorted or unsorted rows into groups whose pieces add up to those of the rows. By lot there is no grouping. */
export function groupRows(rows: Row[], by: Grouping, sort?: Sort): Group[] {
  if (by === 'color') return groupBy(sortRows(rows, sort), ({ colorName }) => colorName)
  if (by === 'category') return groupBy(sortRows(rows, sort), ({ category }) => category || 'no category').sort(byTitle)
  if (by === 'model') return groupByPlace(rows, ({ file, model }) => ({ file, model }), sort)
  if (by === 'step') return groupByPlace(rows, ({ file, model, step }) => ({ file, model, step: step ?? 1 }), sort)
  return [{ title: '', rows: sortRows(rows, sort) }]
}

function groupBy(rows: Row[], title: (row: Row) => string): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const name = title(row)
    const group = groups.get(name)
    if (group) group.rows.push(row)
    else groups.set(name, { title: name, rows: [row] })
  }
  return [...groups.values()]
}

/** Where a group is: a file, a submodel of it, a step of that. */
interface Spot {
  file: string
  model?: string | undefined
  step?: number
}

interface PlaceGroup extends Group {
  spot: Spot
  /** The first line of the submodel that is known, so that submodels come in the order of the file. */
  line: number
}

function groupByPlace(rows: Row[], spotOf: (place: Place) => Spot, sort?: Sort): Group[] {
  const files = new Map<string, number>()
  const groups = new Map<string, PlaceGroup>()
  const elsewhere: Row[] = []
  for (const row of rows) {
    for (const [key, places] of byKey(row.places, spotOf)) {
      const [first] = places
      if (!first) continue
      if (!files.has(first.file)) files.set(first.file, files.size)
      const group = groups.get(key) ?? { title: '', rows: [], spot: spotOf(first), line: Infinity }
      group.rows.push({ ...row, quantity: piecesIn(places), places })
      group.line = places.reduce((least, { line }) => Math.min(least, line), group.line)
      groups.set(key, group)
    }
    const rest = row.quantity - piecesIn(row.places)
    if (rest !== 0) elsewhere.push({ ...row, quantity: rest, places: [] })
  }
  const sorted = inOrder([...groups.values()], files).map((group) => ({
    title: spotTitle(group.spot, files.size > 1),
    rows: sortRows(group.rows, sort),
  }))
  return elsewhere.length === 0
    ? sorted
    : [...sorted, { title: 'no place in a model', rows: sortRows(elsewhere, sort) }]
}

function byKey(places: Place[], spotOf: (place: Place) => Spot): Map<string, Place[]> {
  const found = new Map<string, Place[]>()
  for (const place of places) {
    const { file, model, step } = spotOf(place)
    const key = `${file}\t${model ?? ''}\t${step ?? ''}`
    const known = found.get(key)
    if (known) known.push(place)
    else found.set(key, [place])
  }
  return found
}

/** By file, then by the submodel's first line, then by step. */
function inOrder(groups: PlaceGroup[], files: Map<string, number>): PlaceGroup[] {
  const modelKey = ({ spot }: PlaceGroup) => `${spot.file}\t${spot.model ?? ''}`
  const firstLine = new Map<string, number>()
  for (const group of groups) {
    firstLine.set(modelKey(group), Math.min(group.line, firstLine.get(modelKey(group)) ?? Infinity))
  }
  return groups.sort(
    (a, b) =>
      (files.get(a.spot.file) ?? 0) - (files.get(b.spot.file) ?? 0) ||
      (firstLine.get(modelKey(a)) ?? 0) - (firstLine.get(modelKey(b)) ?? 0) ||
      (a.spot.step ?? 0) - (b.spot.step ?? 0) ||
      a.line - b.line,
  )
}

function spotTitle({ file, model, step }: Spot, namesFile: boolean): string {
  const place = model === undefined ? file : namesFile && model !== file ? `${file} ${model}` : model
  return step === undefined ? place : `${place}, step ${step}`
}

function byTitle(a: Group, b: Group): number {
  const [x, y] = [a.title.toLowerCase(), b.title.toLowerCase()]
  return x < y ? -1 : x > y ? 1 : 0
}
