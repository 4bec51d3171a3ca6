import type { ItemType } from '../../core/inventory.js'
import type { Call } from '../../system/http/call.js'
import { integer, list, optional, rowOf, text, words, type Row } from '../members.js'

/** In milliseconds. */
const MONTH = 30 * 86_400_000

/** Brick Owl's words for kinds of items; it has none for catalogs, and calls books gear. */
export const OWL_TYPES: Partial<Record<ItemType, string>> = {
  ...{ P: 'Part', S: 'Set', M: 'Minifigure', G: 'Gear', B: 'Gear', I: 'Instructions', O: 'Packaging' },
}

/** Whose numbers a number may be, in Brick Owl's words. */
export type IdType = 'bl_item_no' | 'ldraw' | 'design_id' | 'set_number' | 'item_no'

export interface IdQuestion {
  id: string
  type: ItemType
  idType: IdType
}

/** The BOIDs that a number has: those of a part in colors, and that of the part itself. Absent where there is none. */
export function boidsCall({ id, type, idType }: IdQuestion): Call<string[]> {
  return {
    ...{ method: 'GET', path: '/catalog/id_lookup', repeat: 'safe', keep: MONTH, decode: boidsOf },
    query: { id, type: OWL_TYPES[type], id_type: idType },
  }
}

/** An empty list is nothing that is known for long, so that it counts as an absence. */
export function boidsOf(body: unknown): string[] | undefined {
  const { boids } = rowOf(body).members
  if (!Array.isArray(boids)) throw new Error(`boids is no list: ${JSON.stringify(boids)}`)
  const found = boids.map((boid: unknown, index) => text({ at: 'boids', members: { [index]: boid } }, String(index)))
  return found.length > 0 ? [...new Set(found)] : undefined
}

/** Without the color: `901078` of `901078-98`. */
export function bareBoid(boid: string): string {
  return boid.replace(/-\d+$/, '')
}

export interface OwlColor {
  id: number
  name: string
  /** `rrggbb`; empty where it has none. */
  rgb: string
  bricklink: number[]
  ldraw: number[]
  lego: { id: number; name: string | undefined }[]
  names: { bricklink: string[]; peeron: string[] }
}

/** Every key may ask for it. */
export const COLORS_CALL: Call<OwlColor[]> = {
  ...{ method: 'GET', path: '/catalog/color_list', repeat: 'safe', keep: MONTH, decode: colorsOf },
}

export function colorsOf(body: unknown): OwlColor[] {
  return rowsIn(body).map((row) => ({
    ...{ id: integer(row, 'id'), name: words(row, 'name'), rgb: optional(text, row, 'hex') ?? '' },
    ...{ bricklink: each(row, 'bl_ids', integer), ldraw: each(row, 'ldraw_ids', integer) },
    lego: legoOf(row),
    names: { bricklink: each(row, 'bl_names', words), peeron: each(row, 'peeron_names', words) },
  }))
}

/** By their id: `news` is `New (Sealed)`. */
export const CONDITIONS_CALL: Call<{ id: string; name: string }[]> = {
  ...{ method: 'GET', path: '/catalog/condition_list', repeat: 'safe', keep: MONTH, decode: conditionsOf },
}

export function conditionsOf(body: unknown): { id: string; name: string }[] {
  return rowsIn(body).map((row) => ({ id: text(row, 'id'), name: words(row, 'name') }))
}

/** The members of a map, which PHP writes as a list when there are none, or when their keys count from 0. */
export function rowsIn(body: unknown): Row[] {
  if (Array.isArray(body)) return body.map((one: unknown, index) => rowOf(one, `[${index}]`))
  return Object.entries(rowOf(body).members).map(([key, one]) => rowOf(one, key))
}

function legoOf(row: Row): OwlColor['lego'] {
  if (!Array.isArray(row.members['lego_colors'])) return []
  return list(row, 'lego_colors', (one) => ({ id: integer(one, 'lego_id'), name: optional(words, one, 'raw_name') }))
}

function each<T>({ at, members }: Row, name: string, read: (row: Row, name: string) => T): T[] {
  const values: unknown[] = Object.values(members[name] ?? [])
  // Some colors have an empty text in place of a number.
  const said = values.filter((value) => value !== null && value !== '')
  return said.map((value) => read({ at: `${at}.${name}`, members: { value } }, 'value'))
}
