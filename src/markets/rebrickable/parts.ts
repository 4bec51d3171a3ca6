import { segment, type Call } from '../../system/http/call.js'
import { flag, integer, object, optional, rowOf, text, type Row } from '../members.js'
import type { ListCall } from './pages.js'

/** A part as Rebrickable describes it. */
export interface Part {
  part: string
  name: string
  category: number
  page: string
  image: string | undefined
  /** What others call it, by their names: `BrickLink`, `BrickOwl`, `Brickset`, `LDraw`, `LEGO`, `Peeron`. */
  numbers: Record<string, string[]>
  /** The plain part of a print. */
  printOf: string | undefined
  /** Only where details were asked for. */
  years: { from: number | undefined; to: number | undefined }
  prints: string[] | undefined
  moulds: string[] | undefined
  alternates: string[] | undefined
}

export interface Color {
  color: number
  name: string
  /** `RRGGBB` */
  rgb: string
  isTransparent: boolean
  /** What others call it; Peeron has names and no numbers. */
  numbers: Record<string, { ids: (number | undefined)[]; names: string[][] }>
}

export interface Element {
  element: string
  design: string | undefined
  part: Part
  color: Color
  image: string | undefined
  partImage: string | undefined
}

/** A color that a part is known in. */
export interface PartColor {
  color: number
  name: string
  sets: number
  pieces: number
  image: string | undefined
  elements: string[]
}

/** In milliseconds. */
const DAY = 86_400_000

/** What everybody sees the same: it changes seldom. */
export const CATALOG = { method: 'GET', repeat: 'safe', keep: 30 * DAY, keepAbsent: DAY } as const

export function partCall(part: string): Call<Part> {
  return { ...CATALOG, path: `/lego/parts/${segment(part)}/`, decode: (body) => partOf(rowOf(body)) }
}

/** Parts by their numbers; those that do not exist are not in the answer. */
export function partsCall(parts: readonly string[]): ListCall<Part> {
  return { ...PARTS, query: { part_nums: parts.join(','), inc_part_details: 1 } }
}

/** All parts there are, by number, so that what is new moves as few of them as possible to other pages. */
export const ALL_PARTS: ListCall<Part> = {
  ...{ path: '/lego/parts/', keep: 7 * DAY, query: { ordering: 'part_num' } },
  ...{ row: partOf, keyOf: ({ part }) => part },
}

const PARTS: ListCall<Part> = { path: '/lego/parts/', keep: 30 * DAY, row: partOf, keyOf: ({ part }) => part }

export function partColors(part: string): ListCall<PartColor> {
  return {
    ...{ path: `/lego/parts/${segment(part)}/colors/`, keep: 30 * DAY, row: partColorOf },
    keyOf: ({ color }) => String(color),
  }
}

/** Only those that occur in sets. */
export const COLORS: ListCall<Color> = {
  ...{ path: '/lego/colors/', keep: 30 * DAY, row: colorOf, keyOf: ({ color }) => String(color) },
}

export function elementCall(element: string): Call<Element> {
  return { ...CATALOG, path: `/lego/elements/${segment(element)}/`, decode: (body) => elementOf(rowOf(body)) }
}

export function partOf(row: Row): Part {
  return {
    ...{ part: text(row, 'part_num'), name: text(row, 'name'), category: integer(row, 'part_cat_id') },
    ...{ page: optional(text, row, 'part_url') ?? '', image: optional(text, row, 'part_img_url') },
    ...{ numbers: numbersOf(row), printOf: optional(text, row, 'print_of') },
    years: { from: optional(integer, row, 'year_from'), to: optional(integer, row, 'year_to') },
    ...{ prints: textsOf(row, 'prints'), moulds: textsOf(row, 'molds'), alternates: textsOf(row, 'alternates') },
  }
}

export function colorOf(row: Row): Color {
  const others = optional(object, row, 'external_ids')
  return {
    ...{ color: integer(row, 'id'), name: text(row, 'name'), rgb: text(row, 'rgb') },
    isTransparent: flag(row, 'is_trans'),
    numbers: Object.fromEntries(Object.keys(others?.members ?? {}).map((name) => [name, colorNumbers(others, name)])),
  }
}

export function elementOf(row: Row): Element {
  return {
    ...{ element: text(row, 'element_id'), design: optional(text, row, 'design_id') },
    ...{ part: partOf(object(row, 'part')), color: colorOf(object(row, 'color')) },
    ...{ image: optional(text, row, 'element_img_url'), partImage: optional(text, row, 'part_img_url') },
  }
}

export function partColorOf(row: Row): PartColor {
  return {
    ...{ color: integer(row, 'color_id'), name: text(row, 'color_name'), sets: integer(row, 'num_sets') },
    ...{ pieces: integer(row, 'num_set_parts'), image: optional(text, row, 'part_img_url') },
    elements: textsOf(row, 'elements') ?? [],
  }
}

function numbersOf(row: Row): Record<string, string[]> {
  const others = optional(object, row, 'external_ids')
  return Object.fromEntries(Object.keys(others?.members ?? {}).map((name) => [name, textsOf(others, name) ?? []]))
}

function colorNumbers(row: Row | undefined, name: string): { ids: (number | undefined)[]; names: string[][] } {
  if (!row) return { ids: [], names: [] }
  const one = object(row, name)
  const ids = (one.members['ext_ids'] ?? []) as unknown[]
  const names = (one.members['ext_descrs'] ?? []) as unknown[]
  return {
    ids: ids.map((_, place) => optional(integer, { at: one.at, members: { ext_ids: ids[place] } }, 'ext_ids')),
    names: names.map((some) => (Array.isArray(some) ? some : [some]).map(String)),
  }
}

/** A list of texts; undefined where there is none. */
function textsOf(row: Row | undefined, name: string): string[] | undefined {
  const value = row?.members[name]
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return value.filter((one) => one !== null).map(String)
  throw new Error(`${row?.at}.${name} is no list: ${JSON.stringify(value).slice(0, 60)}`)
}
