import type { Call } from '../../system/http/call.js'
import { decimal, integer, list, optional, rowOf, rowsOf, text, words, type Row } from '../members.js'
import { rowsIn } from './boids.js'

/** A number of an item, in the numbers of `type`: `design_id`, `ldraw`, `item_no`, `bl_item_no`, `boid`. */
export interface OwlId {
  id: string
  type: string
}

export interface OwlItem {
  boid: string
  /** `Part`, `Set`, ... */
  type: string
  name: string
  permalink: string | undefined
  /** These come with the item itself, not in lists. */
  ids: OwlId[]
  url: string | undefined
  /** Decimal text, in pounds. */
  cheapest: string | undefined
  category: string | undefined
  color: { id: number; name: string | undefined; rgb: string | undefined } | undefined
  /** What nobody has entered yet, in numbers of Brick Owl's own: `41`. */
  missing: string | undefined
  /** When it goes, if it does: 0 where it stays. */
  isToGo: boolean
  images: { small: string | undefined; medium: string | undefined; large: string | undefined }[]
}

const QUESTION = { method: 'GET', repeat: 'safe', keep: 7 * 86_400_000 } as const

export function itemCall(boid: string): Call<OwlItem> {
  return { ...QUESTION, path: '/catalog/lookup', query: { boid }, decode: itemOf }
}

/** The most BOIDs in one question. */
export const MOST_ITEMS = 100

/** What of these is known. */
export function itemsCall(boids: readonly string[]): Call<OwlItem[]> {
  return {
    ...{ ...QUESTION, kind: 'bulk', path: '/catalog/bulk_lookup', decode: itemsOf },
    query: { boids: boids.slice(0, MOST_ITEMS).join(',') },
  }
}

/** All of a kind: `Minifigure`. There are too many parts for one answer. */
export function listCall(type: string): Call<OwlItem[]> {
  return { ...QUESTION, kind: 'bulk', path: '/catalog/list', query: { type }, decode: itemsOf }
}

export function itemOf(body: unknown): OwlItem {
  return decodeItem(rowOf(body))
}

/** A map by BOID, or a list: clients disagree. */
export function itemsOf(body: unknown): OwlItem[] {
  return rowsIn(body).map(decodeItem)
}

/** Some stand there twice. */
export function idsOf(row: Row): OwlId[] {
  const ids = Array.isArray(row.members['ids'])
    ? list(row, 'ids', (one) => ({ id: text(one, 'id'), type: text(one, 'type') }))
    : []
  return [...new Map(ids.map((one) => [`${one.type}:${one.id}`, one])).values()]
}

function decodeItem(row: Row): OwlItem {
  const color = optional(integer, row, 'color_id')
  const going = optional(text, row, 'delete_scheduled') ?? '0'
  return {
    ...{ boid: text(row, 'boid'), type: text(row, 'type'), name: words(row, 'name') },
    ...{ permalink: optional(text, row, 'permalink'), ids: idsOf(row), url: optional(text, row, 'url') },
    ...{ cheapest: optional(decimal, row, 'cheapest_gbp'), category: optional(words, row, 'cat_name_path') },
    color:
      color === undefined
        ? undefined
        : { id: color, name: optional(words, row, 'color_name'), rgb: optional(text, row, 'color_hex') },
    ...{ missing: optional(text, row, 'missing_data'), isToGo: going !== '0' && going !== '', images: imagesOf(row) },
  }
}

function imagesOf({ members, at }: Row): OwlItem['images'] {
  return rowsOf(
    members['images'] ?? [],
    (one) => ({
      ...{ small: optional(text, one, 'small'), medium: optional(text, one, 'medium') },
      large: optional(text, one, 'large'),
    }),
    `${at}.images`,
  )
}
