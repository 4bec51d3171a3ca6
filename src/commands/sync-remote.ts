import { BrickError, EXIT } from '../core/error.js'
import type { Facts } from '../core/catalog/facts.js'
import type { State } from '../core/lists/holding.js'
import { printable } from '../core/printable.js'
import type { OpenMarket, SetSource } from '../markets/market.js'
import type { ListedPart } from '../core/lists/list-plan.js'
import type { ListedSet, LostPiece, SetPart, UserLists, UserPartList } from '../markets/user-lists.js'
import type { Io } from '../system/io.js'
import { loadEach } from './load.js'
import { groupOf, wholeSet, type SyncGroup } from './sync-group.js'

/** All that a user has at a site. */
export interface Remote {
  groups: SyncGroup[]
  /** What is to be said of it, one sentence each. */
  notes: string[]
  /** Names of groups that are not looked at. */
  passed: string[]
  /** How many of the user's sets the catalog does not know: nothing is said of them. */
  unknown: number
}

/** Asks a site for all that the user has there; lists of parts of these numbers are passed over. */
export async function remoteOf(io: Io, open: OpenMarket, facts: Facts, pushed: ReadonlySet<number>): Promise<Remote> {
  if (open.lists) return listsOf(open.lists, facts, pushed)
  if (open.sets) return setsOf(io, open.sets)
  throw cannotSync(open.market.title)
}

export function cannotSync(title: string): BrickError {
  return new BrickError(`${title} keeps no lists of what you own`, {
    hint: 'brick sync takes rebrickable or brickset; orders: brick own add order:MARKET:ID',
  })
}

async function listsOf(lists: UserLists, facts: Facts, pushed: ReadonlySet<number>): Promise<Remote> {
  const remote: Remote = { groups: [], notes: [], passed: [], unknown: 0 }
  const all = await lists.partLists()
  for (const list of all) {
    const name = nameOf(list, all)
    if (pushed.has(list.list)) remote.passed.push(name)
    else {
      const where = { name, place: name, state: stateOf(list, 'loose') }
      remote.groups.push(groupOf(where, (await lists.parts(list.list)) ?? [], facts))
    }
  }
  if (remote.passed.length > 0)
    remote.notes.push(`left out, because brick sync --push made it of your collection: ${remote.passed.join(', ')}`)
  remote.groups.push(...(await setGroups(lists, facts, remote.notes)))
  return remote
}

/** Two lists may have the same name. */
function nameOf({ list, name }: UserPartList, all: UserPartList[]): string {
  const isOnly = all.filter((one) => one.name === name).length === 1
  return `${oneLine(name)}${isOnly ? '' : ` (${list})`}`
}

async function setGroups(lists: UserLists, facts: Facts, notes: string[]): Promise<SyncGroup[]> {
  const groups: SyncGroup[] = []
  const sets = await lists.sets()
  const lost = await missing(lists, sets)
  for (const set of sets) {
    const name = `${oneLine(set.list)} / ${set.set}`
    const where = { name, place: oneLine(set.list), state: stateOf(set, 'built') }
    const parts = await lists.setParts(set.set)
    if (parts) groups.push(groupOf(where, contentOf(parts, set, lost), facts))
    else {
      notes.push(`nobody says what is in ${set.set}: it is taken as one thing`)
      const carried = { name: oneLine(set.name) }
      groups.push(wholeSet(where, { part: set.set, color: -1, quantity: set.quantity, carried }, facts))
    }
  }
  const rest = lost.reduce((sum, { quantity }) => sum + quantity, 0)
  if (rest > 0) notes.push(`${rest} lost parts are in none of the sets; they are left aside`)
  return groups
}

/** What is lost; what is not in any set will be left over. */
async function missing(lists: UserLists, sets: ListedSet[]): Promise<LostPiece[]> {
  if (sets.length === 0) return []
  return (await lists.lost()).map((piece) => ({ ...piece }))
}

/** All copies of a set, without what is lost of it, which is counted off. */
function contentOf(parts: SetPart[], { quantity, hasSpares }: ListedSet, lost: LostPiece[]): ListedPart[] {
  return parts
    .filter(({ isSpare }) => hasSpares || !isSpare)
    .map((part) => {
      let left = part.quantity * quantity
      for (const piece of lost.filter((one) => isSame(one, part))) {
        const gone = Math.min(left, piece.quantity)
        left -= gone
        piece.quantity -= gone
      }
      return { ...part, quantity: left }
    })
    .filter((part) => part.quantity > 0)
}

function isSame(piece: LostPiece, part: SetPart): boolean {
  return piece.owner === part.owner && piece.part === part.part && piece.color === part.color
}

/** What may not be used for building is put aside. */
function stateOf({ isBuildable }: { isBuildable: boolean }, usual: State): State {
  return isBuildable ? usual : 'kept'
}

/** Sets alone: what is in them says the catalog. */
async function setsOf(io: Io, source: SetSource): Promise<Remote> {
  const sets = await source.owned()
  const groups: SyncGroup[] = []
  const notes: string[] = []
  // What is not looked at is not gone there.
  const passed: string[] = []
  for (const { number, quantity } of sets) {
    const where = { name: number, place: '', state: 'built' as const }
    try {
      const [list] = await loadEach(io, [`set:${number}*${quantity}`], { assemblies: 'keep', spares: 'keep' })
      const lots = list?.inventory.lots.filter(({ role }) => role === undefined || role === 'extra') ?? []
      groups.push({ ...where, lots, parts: [], colors: [] })
    } catch (error) {
      if (!(error instanceof BrickError) || error.exit === EXIT.catalog) throw error
      passed.push(number)
      notes.push(`the catalog does not know ${number}: it is left out`)
    }
  }
  return { groups, notes, passed, unknown: passed.length }
}

function oneLine(text: string): string {
  return printable(text).trim()
}
