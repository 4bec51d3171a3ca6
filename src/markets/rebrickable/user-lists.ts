import type { Service } from '../../system/http/open-service.js'
import { trouble, troubleOf } from '../../system/http/trouble.js'
import type { Answer, Call } from '../../system/http/call.js'
import type { ListChange, ListedPart } from '../../core/lists/list-plan.js'
import type { ListOutcome, LostPiece, SetPart, UserLists, ListedSet } from '../user-lists.js'
import { addPartsCall, newListCall, removeCall, setQuantityCall } from './list-changes.js'
import { lostParts, partListRows, partLists, setListRows, setLists, type PartListRow } from './lists.js'
import { wholeList, type ListCall } from './pages.js'
import { setParts as setPartsOf } from './sets.js'

interface User {
  origin: string
  token: string
  /** What may never be seen, the token too. */
  secrets: readonly string[]
  /** Hears of rows that came twice and are counted once. */
  doubled?: (rows: number) => void
}

/** The lists of one user of Rebrickable. */
export function userLists(service: Service, { origin, token, secrets, doubled }: User): UserLists {
  return { partLists: () => all(partLists(token)), parts, sets, setParts, lost, create, change }

  async function some<T>(list: ListCall<T>): Promise<T[] | undefined> {
    const found = await wholeList(service, origin, list)
    if (found && found.doubled > 0) doubled?.(found.doubled)
    return found?.rows
  }

  async function all<T>(list: ListCall<T>): Promise<T[]> {
    return (await some(list)) ?? []
  }

  async function parts(list: number): Promise<ListedPart[] | undefined> {
    return (await some(partListRows(token, list)))?.map(listed)
  }

  async function sets(): Promise<ListedSet[]> {
    const found: ListedSet[] = []
    for (const { list, name, isBuildable } of await all(setLists(token))) {
      const rows = await all(setListRows(token, list))
      found.push(
        ...rows.map(({ set, quantity, hasSpares }) => ({
          ...{ set: set.set, name: set.name, quantity, hasSpares, list: name, isBuildable },
        })),
      )
    }
    return found
  }

  async function setParts(set: string): Promise<SetPart[] | undefined> {
    const rows = await some(setPartsOf(set))
    return rows?.map((row) => ({ ...listed({ ...row, list: undefined }), isSpare: row.isSpare, owner: row.owner }))
  }

  async function lost(): Promise<LostPiece[]> {
    const rows = await all(lostParts(token))
    return rows.map(({ row, quantity }) => ({ ...listed({ ...row, list: undefined, quantity }), owner: row.owner }))
  }

  async function create(name: string) {
    const { value } = await once(service, newListCall(token, name))
    if (value) return value
    throw trouble('malformed', { message: 'Rebrickable has made no list', hint: 'try again later' })
  }

  async function change(list: number, { add, set, remove }: ListChange): Promise<ListOutcome> {
    for (const part of remove) await service.call(removeCall(token, list, part))
    for (const part of set) await service.call(setQuantityCall(token, list, part))
    const refusals: string[] = []
    let there = await present(list)
    for (let round = 1; round <= ROUNDS && add.some((part) => !has(there, part)); round++) {
      let isLost = false
      for (const some of chunks(add.filter((part) => !has(there, part)))) {
        const wrong = await tryAdding(list, some)
        if (wrong) refusals.push(...wrong)
        else isLost = true
      }
      there = await present(list)
      if (!isLost) break
    }
    return { parts: there, refusals }
  }

  /** What was refused; undefined when the answer was lost, and only the list tells. */
  async function tryAdding(list: number, parts: ListedPart[]): Promise<string[] | undefined> {
    try {
      const { value } = await once(service, addPartsCall(token, list, { parts, secrets }))
      return value ?? noList(list)
    } catch (error) {
      if (troubleOf(error) !== 'unknown-outcome') throw error
      return undefined
    }
  }

  async function present(list: number): Promise<ListedPart[]> {
    return (await parts(list)) ?? noList(list)
  }
}

/** How often what was not taken is looked for and sent again, when answers are lost. */
const ROUNDS = 3

/** As many as one answer of a list has. */
const AT_ONCE = 500

/** Asked to slow down, it has done nothing: then it may be sent again, when that time is over. */
async function once<T>(service: Service, call: Call<T>): Promise<Answer<T>> {
  for (let tries = 1; ; tries++) {
    try {
      return await service.call(call)
    } catch (error) {
      if (troubleOf(error) !== 'too-fast' || tries === TRIES) throw error
    }
  }
}

const TRIES = 4

function listed({ part, color, quantity }: PartListRow): ListedPart {
  return { part: part.part, color: color.color, quantity, name: part.name }
}

function has(there: readonly ListedPart[], { part, color }: ListedPart): boolean {
  return there.some((one) => one.color === color && one.part.toLowerCase() === part.toLowerCase())
}

function chunks(parts: ListedPart[]): ListedPart[][] {
  return Array.from({ length: Math.ceil(parts.length / AT_ONCE) }, (_, n) => {
    return parts.slice(n * AT_ONCE, (n + 1) * AT_ONCE)
  })
}

function noList(list: number): never {
  throw trouble('request', {
    message: `Rebrickable has no list ${list} of yours any more`,
    hint: 'look at your lists there, and run it again',
  })
}
