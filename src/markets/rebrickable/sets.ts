import { segment, type Call } from '../../system/http/call.js'
import { flag, integer, object, optional, rowOf, text, type Row } from '../members.js'
import type { ListCall } from './pages.js'
import { CATALOG, colorOf, partOf, type Color, type Part } from './parts.js'

export interface LegoSet {
  set: string
  name: string
  year: number | undefined
  theme: number | undefined
  pieces: number
  image: string | undefined
  page: string | undefined
  /** ISO 8601. */
  modified: string | undefined
}

/** A row of what is in a set. Spare pieces stand in rows of their own. */
export interface InventoryRow {
  row: number
  /** What it is called where parts are lost. */
  inventoryPart: number
  part: Part
  color: Color
  /** The set, or the figure in it. */
  owner: string
  quantity: number
  isSpare: boolean
  element: string | undefined
  /** In how many sets the part is in this color. */
  sets: number
}

/** A model that somebody made of the pieces of a set. */
export interface Alternate {
  model: string
  name: string
  year: number | undefined
  theme: number | undefined
  pieces: number
  image: string | undefined
  page: string | undefined
  designer: string
  designerPage: string | undefined
}

export function setCall(set: string): Call<LegoSet> {
  return { ...CATALOG, path: `/lego/sets/${segment(set)}/`, decode: (body) => setOf(rowOf(body)) }
}

/** With the parts of its figures, each as often as the figure is in the set. */
export function setParts(set: string): ListCall<InventoryRow> {
  return {
    ...{ path: `/lego/sets/${segment(set)}/parts/`, keep: CATALOG.keep, row: inventoryRowOf },
    query: { inc_minifig_parts: 1, inc_color_details: 0 },
    // Two figures of a set may have the same row.
    keyOf: ({ row, owner }) => `${owner} ${row}`,
  }
}

export function setAlternates(set: string): ListCall<Alternate> {
  return {
    ...{ path: `/lego/sets/${segment(set)}/alternates/`, keep: CATALOG.keep, row: alternateOf },
    keyOf: ({ model }) => model,
  }
}

export function setOf(row: Row): LegoSet {
  return {
    ...shared(row),
    ...{ set: text(row, 'set_num'), image: optional(text, row, 'set_img_url'), page: optional(text, row, 'set_url') },
    modified: optional(text, row, 'last_modified_dt'),
  }
}

export function inventoryRowOf(row: Row): InventoryRow {
  return {
    ...{ row: integer(row, 'id'), inventoryPart: integer(row, 'inv_part_id', 'id') },
    ...{ part: partOf(object(row, 'part')), color: colorOf(object(row, 'color')) },
    ...{ owner: text(row, 'set_num'), quantity: integer(row, 'quantity'), isSpare: flag(row, 'is_spare') },
    ...{ element: optional(text, row, 'element_id'), sets: optional(integer, row, 'num_sets') ?? 0 },
  }
}

export function alternateOf(row: Row): Alternate {
  return {
    ...shared(row),
    ...{ model: text(row, 'set_num'), image: optional(text, row, 'moc_img_url'), page: optional(text, row, 'moc_url') },
    ...{ designer: text(row, 'designer_name'), designerPage: optional(text, row, 'designer_url') },
  }
}

function shared(row: Row) {
  return {
    ...{ name: text(row, 'name'), year: optional(integer, row, 'year'), theme: optional(integer, row, 'theme_id') },
    pieces: integer(row, 'num_parts'),
  }
}
