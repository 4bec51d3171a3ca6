import type { ItemType } from '../../core/inventory.js'
import { segment, type Call } from '../../system/http/call.js'
import { itemPath, WORDS } from './item-types.js'
import { decimal, flag, integer, list, object, optional, rowOf, rowsOf, text, words, type Row } from '../members.js'

/** What an answer says of an item beside other things. */
export interface ShortItem {
  no: string
  /** In BrickLink's words: `PART`. */
  type: string
  /** As people read it. */
  name: string | undefined
  category: number | undefined
}

export interface Item extends ShortItem {
  /** Other numbers that it had. */
  alternates: string | undefined
  image: string | undefined
  thumbnail: string | undefined
  /** Decimal text: grams, and studs. */
  weight: string | undefined
  size: { x: string | undefined; y: string | undefined; z: string | undefined }
  year: number | undefined
  description: string | undefined
  isObsolete: boolean | undefined
  language: string | undefined
}

/** In milliseconds. */
const DAY = 86_400_000

const QUESTION = { method: 'GET', repeat: 'safe', keepAbsent: DAY } as const

export function itemCall(type: ItemType, no: string): Call<Item> {
  return { ...QUESTION, path: itemPath(type, no), keep: 30 * DAY, decode: itemOf }
}

/** @returns undefined for what has no number: nobody knows it. */
export function itemOf(data: unknown): Item | undefined {
  const row = rowOf(data)
  if (optional(text, row, 'no') === undefined) return undefined
  return {
    ...shortItem(row),
    alternates: optional(text, row, 'alternate_no'),
    image: optional(address, row, 'image_url'),
    thumbnail: optional(address, row, 'thumbnail_url'),
    weight: optional(decimal, row, 'weight'),
    size: {
      x: optional(decimal, row, 'dim_x'),
      y: optional(decimal, row, 'dim_y'),
      z: optional(decimal, row, 'dim_z'),
    },
    year: optional(integer, row, 'year_released'),
    description: optional(words, row, 'description'),
    isObsolete: optional(flag, row, 'is_obsolete'),
    language: optional(text, row, 'language_code'),
  }
}

/** The official examples write `categoryID`; what the API sends is `category_id`. */
export function shortItem(row: Row): ShortItem {
  return {
    no: text(row, 'no'),
    type: text(row, 'type').toUpperCase(),
    name: optional(words, row, 'name'),
    category: optional(integer, row, 'category_id', 'categoryID'),
  }
}

/** Colors that an item is known in, and how many pieces of each are known in sets. */
export function knownColorsCall(type: ItemType, no: string): Call<{ color: number; quantity: number }[]> {
  return { ...QUESTION, path: `${itemPath(type, no)}/colors`, keep: 30 * DAY, decode: knownColorsOf }
}

export function knownColorsOf(data: unknown): { color: number; quantity: number }[] {
  return rowsOf(data, (row) => ({ color: integer(row, 'color_id'), quantity: integer(row, 'quantity') }))
}

/** A line of what an item consists of. */
export interface Subset {
  item: ShortItem
  color: number
  quantity: number
  /** Spare pieces beside `quantity`; a line may have nothing else. */
  extra: number
  /** Lines of one number other than 0 stand for each other. */
  match: number
  isAlternate: boolean
  isCounterpart: boolean
}

export interface SubsetWish {
  /** Of parts only. */
  color?: number
  withBox?: true
  withInstruction?: true
  breakMinifigs?: true
  breakSubsets?: true
}

export function subsetsCall(type: ItemType, no: string, wish: SubsetWish = {}): Call<Subset[]> {
  const { color, withBox: box, withInstruction: instruction, breakMinifigs, breakSubsets } = wish
  return {
    ...{ ...QUESTION, path: `${itemPath(type, no)}/subsets`, keep: 7 * DAY, decode: subsetsOf },
    query: { color_id: color, box, instruction, break_minifigs: breakMinifigs, break_subsets: breakSubsets },
  }
}

export function subsetsOf(data: unknown): Subset[] {
  return rowsOf(data, (group) => {
    const match = optional(integer, group, 'match_no') ?? 0
    return list(group, 'entries', (row) => ({
      ...{ item: shortItem(object(row, 'item')), color: integer(row, 'color_id'), quantity: integer(row, 'quantity') },
      ...{ extra: optional(integer, row, 'extra_quantity') ?? 0, match },
      isAlternate: optional(flag, row, 'is_alternate') ?? false,
      isCounterpart: optional(flag, row, 'is_counterpart') ?? false,
    }))
  }).flat()
}

/** A thing that an item is in. */
export interface Superset {
  item: ShortItem
  /** Of the item that was asked for. */
  color: number
  quantity: number
  /** A: alternate, C: counterpart, E: extra, R: regular. */
  as: string
}

export function supersetsCall(type: ItemType, no: string, color?: number): Call<Superset[]> {
  const path = `${itemPath(type, no)}/supersets`
  return { ...QUESTION, path, query: { color_id: color }, keep: 7 * DAY, decode: supersetsOf }
}

export function supersetsOf(data: unknown): Superset[] {
  return rowsOf(data, (group) => {
    const color = optional(integer, group, 'color_id') ?? 0
    return list(group, 'entries', (row) => ({
      ...{ item: shortItem(object(row, 'item')), color, quantity: integer(row, 'quantity') },
      as: text(row, 'appears_as', 'appear_as'),
    }))
  }).flat()
}

/** A part in a color, as LEGO numbers it. */
export interface Mapping {
  item: ShortItem
  color: number
  colorName: string | undefined
  element: string
}

/** The element numbers of a part, in one color or in all: not all are known, and some parts have several. */
export function elementsCall(no: string, color?: number): Call<Mapping[]> {
  const path = `/item_mapping/${WORDS.P}/${segment(no)}`
  return { ...QUESTION, path, query: { color_id: color }, keep: 30 * DAY, decode: mappingsOf }
}

/** What has this element number. */
export function mappingCall(element: string): Call<Mapping[]> {
  return { ...QUESTION, path: `/item_mapping/${segment(element)}`, keep: 30 * DAY, decode: mappingsOf }
}

export function mappingsOf(data: unknown): Mapping[] {
  return rowsOf(data, (row) => ({
    ...{ item: shortItem(object(row, 'item')), color: integer(row, 'color_id') },
    ...{ colorName: optional(words, row, 'color_name'), element: text(row, 'element_id') },
  }))
}

/** Some addresses come without `https:`. */
function address(row: Row, name: string): string {
  return text(row, name).replace(/^\/\//, 'https://')
}
