import * as fs from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { WorldCategory, WorldColor } from './world.js'

/** This file lies two folders below the root of the repository, compiled (build/sandbox) or not. */
const DATA = new URL('../../data/', import.meta.url)

/** Read by a few lines of our own: were it the product's reader, a mistake of it would show in nothing. */
export function readColors(): { colors: WorldColor[]; categories: WorldCategory[] } {
  const [heading = [], ...rows] = table('colors.tsv')
  const at = (row: string[], name: string) => row[heading.indexOf(name)] || undefined
  const named = (row: string[], name: string) => {
    const text = at(row, name)
    return text === '=' ? (at(row, 'name') === '=' ? at(row, 'ldraw') : at(row, 'name')) : text
  }
  const colors = rows
    .filter((row) => at(row, 'canonical') === 'br' && at(row, 'bo'))
    .map((row) => ({
      ldraw: Number(at(row, 'code')),
      bricklink: Number(at(row, 'bl')),
      bricklinkName: (named(row, 'blname') ?? '').replaceAll('_', ' '),
      rebrickable: Number(at(row, 'rb')),
      rebrickableName: (named(row, 'rbname') ?? '').replaceAll('_', ' '),
      brickowl: Number(at(row, 'bo')),
      brickowlName: (named(row, 'boname') ?? '').replaceAll('_', ' '),
      // Of several numbers of LEGO the first: White is 1 and 426.
      lego: at(row, 'lego') ? Number(at(row, 'lego')?.split(' ')[0]) : undefined,
      legoName: named(row, 'legoname'),
      rgb: (at(row, 'rgb') ?? '#000000').slice(1),
      transparent: at(row, 'alpha') !== undefined,
    }))
  const categories = table('categories.tsv').map(([id = '', name = '']) => ({ id: Number(id), name }))
  return { colors, categories }
}

export interface PartRow {
  ldraw: string
  bricklink: string
  rebrickable: string
  category: number
  name: string
}

/** In the order of the numbers, and then as many more as are wanted: those whose numbers are sure. */
export function readParts(numbers: string[], more: number): PartRow[] {
  const rows = indexed('parts.tsv.gz')
  const known = new Set(numbers)
  const sure = more > 0 ? [...rows].filter(([no, [, flags]]) => flags === 'pe' && !known.has(no)).map(([no]) => no) : []
  return [...numbers, ...sure.slice(0, more)].map((ldraw) => {
    const [, , bricklink = '=', rebrickable = '=', category = '0', name = ''] = rows.get(ldraw) ?? []
    const same = (no: string) => (no === '=' ? ldraw : no)
    return { ldraw, bricklink: same(bricklink), rebrickable: same(rebrickable), category: Number(category), name }
  })
}

/** By Rebrickable's number of the part, then its number of the color. */
export function readElements(numbers: Iterable<string>): Map<string, Map<number, string[]>> {
  const rows = indexed('elements.tsv.gz')
  return new Map(
    [...numbers].map((no) => {
      const pairs = (rows.get(no) ?? []).slice(1).map((text) => text.split(':'))
      return [no, new Map(pairs.map(([color = '', elements = '']) => [Number(color), elements.split(' ')]))]
    }),
  )
}

/** By the first column. */
function indexed(name: string): Map<string, string[]> {
  return once(`index of ${name}`, () => new Map(table(name).map((row) => [row[0] ?? '', row])))
}

function table(name: string): string[][] {
  return once(name, () => readTable(name))
}

const known = new Map<string, unknown>()

/** A reset makes the world anew, not the facts. */
function once<T>(name: string, make: () => T): T {
  if (!known.has(name)) known.set(name, make())
  return known.get(name) as T
}

function readTable(name: string): string[][] {
  const bytes = fs.readFileSync(new URL(name, DATA))
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
}
