import { segment, type Call } from '../../system/http/call.js'
import { shown } from '../../system/http/complaint.js'
import type { ListedPart } from '../../core/lists/list-plan.js'
import { rowOf } from '../members.js'
import { wordsOf } from './dialect.js'
import type { UserPartList } from '../user-lists.js'
import { listsPath, partListOf, partsPath } from './lists.js'

/** Makes an empty list. Two lists may have the same name, so that it is never sent twice. */
export function newListCall(token: string, name: string): Call<UserPartList> {
  return {
    ...{ method: 'POST', path: listsPath(token), form: { name, is_buildable: 'true' } },
    ...{ repeat: 'once', decode: (body) => partListOf(rowOf(body)) },
  }
}

/**
 * Adds many parts that are not in the list yet. The answer is what was wrong with some, in words; those are not in the
 * list afterwards, and all others are.
 * @param secrets of the user: they are cut out of those words
 */
export function addPartsCall(
  token: string,
  list: number,
  { parts, secrets }: { parts: readonly ListedPart[]; secrets: readonly string[] },
): Call<string[]> {
  return {
    ...{ method: 'POST', path: partsPath(token, list), repeat: 'once' },
    json: parts.map(({ part, color, quantity }) => ({ part_num: part, quantity, color_id: color })),
    decode: (body) => wrongOf(body).map((words) => shown(words, secrets)),
  }
}

/** How many of a part there are in the list from now on. No such row: nothing is done, and there is no answer. */
export function setQuantityCall(token: string, list: number, { part, color, quantity }: ListedPart): Call<true> {
  const path = rowPath(token, list, part, color)
  return { method: 'PUT', path, form: { quantity }, repeat: 'safe', decode: () => true }
}

export function removeCall(token: string, list: number, { part, color }: ListedPart): Call<true> {
  return { method: 'DELETE', path: rowPath(token, list, part, color), repeat: 'safe', decode: () => true }
}

function rowPath(token: string, list: number, part: string, color: number): string {
  return `${partsPath(token, list)}${segment(part)}/${color}/`
}

/** An object for each part: what was added, or a map of what is wrong. */
function wrongOf(body: unknown): string[] {
  const rows = Array.isArray(body) ? body : [body]
  return rows.flatMap((row: unknown) => {
    const isAdded = typeof row === 'object' && row !== null && 'quantity' in row && typeof row.quantity !== 'object'
    return isAdded ? [] : [wordsOf(row) ?? 'for no reason that is given']
  })
}
