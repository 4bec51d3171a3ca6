import { segment, type Call } from '../../system/http/call.js'
import { flag, integer, object, optional, rowOf, text, type Row } from '../members.js'
import type { UserPartList } from '../user-lists.js'
import type { ListCall } from './pages.js'
import { colorOf, partOf, type Color, type Part } from './parts.js'
import { inventoryRowOf, setOf, type InventoryRow, type LegoSet } from './sets.js'

/** So many of a part in a color; in which list, where it is a row of one. */
export interface PartListRow {
  list: number | undefined
  quantity: number
  part: Part
  color: Color
}

export interface SetList {
  list: number
  name: string
  isBuildable: boolean
  sets: number
}

export interface SetListRow {
  list: number
  quantity: number
  /** Whether the spare pieces of the set count. */
  hasSpares: boolean
  set: LegoSet
}

/** Pieces of a set that are not there any more. */
export interface LostPart {
  lost: number
  quantity: number
  row: InventoryRow
}

/** Where one user's things are; the token is a secret. */
function home(token: string): string {
  return `/users/${segment(token)}`
}

/** All lists of parts, and what is in one of them. */
export function listsPath(token: string): string {
  return `${home(token)}/partlists/`
}

export function partsPath(token: string, list: number): string {
  return `${listsPath(token)}${list}/parts/`
}

/** The password is used for this once, and kept nowhere. */
export function tokenCall(username: string, password: string): Call<string> {
  const form = { username, password }
  return { method: 'POST', path: '/users/_token/', form, repeat: 'safe', decode: tokenOf }
}

export function tokenOf(body: unknown): string {
  return text(rowOf(body), 'user_token')
}

/** Who the token is of: a name. */
export function profileCall(token: string): Call<string> {
  const decode = (body: unknown) => text(rowOf(body), 'username')
  return { method: 'GET', path: `${home(token)}/profile/`, repeat: 'safe', decode }
}

export function partLists(token: string): ListCall<UserPartList> {
  return { path: listsPath(token), row: partListOf, keyOf: ({ list }) => String(list) }
}

export function partListRows(token: string, list: number): ListCall<PartListRow> {
  return { path: partsPath(token, list), query: { inc_color_details: 0 }, row: partListRowOf, keyOf: pairOf }
}

export function setLists(token: string): ListCall<SetList> {
  return { path: `${home(token)}/setlists/`, row: setListOf, keyOf: ({ list }) => String(list) }
}

export function setListRows(token: string, list: number): ListCall<SetListRow> {
  return { path: `${home(token)}/setlists/${list}/sets/`, row: setListRowOf, keyOf: ({ set }) => set.set }
}

export function lostParts(token: string): ListCall<LostPart> {
  return { path: `${home(token)}/lost_parts/`, row: lostPartOf, keyOf: ({ lost }) => String(lost) }
}

export function partListOf(row: Row): UserPartList {
  return { ...listOf(row), pieces: integer(row, 'num_parts') }
}

export function partListRowOf(row: Row): PartListRow {
  return {
    ...{ list: optional(integer, row, 'list_id'), quantity: integer(row, 'quantity') },
    ...{ part: partOf(object(row, 'part')), color: colorOf(object(row, 'color')) },
  }
}

export function setListOf(row: Row): SetList {
  return { ...listOf(row), sets: integer(row, 'num_sets') }
}

export function setListRowOf(row: Row): SetListRow {
  return {
    ...{ list: integer(row, 'list_id'), quantity: integer(row, 'quantity'), set: setOf(object(row, 'set')) },
    hasSpares: optional(flag, row, 'include_spares') ?? true,
  }
}

export function lostPartOf(row: Row): LostPart {
  return {
    ...{ lost: integer(row, 'lost_part_id'), quantity: integer(row, 'lost_quantity') },
    row: inventoryRowOf(object(row, 'inv_part')),
  }
}

function listOf(row: Row) {
  return { list: integer(row, 'id'), name: text(row, 'name'), isBuildable: flag(row, 'is_buildable') }
}

export function pairOf({ part, color }: Pick<PartListRow, 'part' | 'color'>): string {
  return `${part.part.toLowerCase()} ${color.color}`
}
