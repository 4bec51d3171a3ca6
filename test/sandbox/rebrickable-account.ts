import type { InventoryRow, Catalog } from './rebrickable-catalog.js'
import type { Persona } from './personas.js'
import type { WorldColor, WorldPart, WorldSet } from './world.js'

/** What one user has written down. Everybody begins with what the world says. */
export interface Account {
  id: number
  persona: Persona
  partLists: PartList[]
  setLists: SetList[]
  lost: { id: number; inventory: InventoryRow; quantity: number }[]
  /** Numbers for what is new; they differ from those of other users. */
  nextId(): number
}

export interface PartList {
  id: number
  name: string
  isBuildable: boolean
  rows: PartListRow[]
}

export interface PartListRow {
  part: WorldPart
  color: WorldColor
  quantity: number
}

export interface SetList {
  id: number
  name: string
  isBuildable: boolean
  rows: SetListRow[]
}

export interface SetListRow {
  set: WorldSet
  quantity: number
  includeSpares: boolean
}

export function openAccount(id: number, persona: Persona, catalog: Catalog): Account {
  const { partLists, setLists, lostParts } = catalog.world
  let last = 640_000 + id * 10_000
  return {
    ...{ id, persona },
    partLists: partLists.map(({ rows, ...list }) => ({
      ...list,
      rows: rows.map(({ pair, quantity }) => ({ part: pair.part, color: pair.color, quantity })),
    })),
    setLists: setLists.map(({ rows, ...list }) => ({
      ...list,
      rows: rows.map((row) => ({ ...row, includeSpares: true })),
    })),
    lost: lostParts.flatMap(({ id, set, row, quantity }) => {
      const inventory = catalog.inventory(set).find((one) => one.row === row && !one.isSpare)
      return inventory ? [{ id, inventory, quantity }] : []
    }),
    nextId: () => (last += 3),
  }
}

export interface Piece {
  part: WorldPart
  color: WorldColor
  quantity: number
}

/** Every loose piece and every piece of a set, added up, without those that are lost. */
export function allPieces({ partLists, setLists, lost }: Account, catalog: Catalog): Piece[] {
  const pieces = new Map<string, Piece>()
  const add = ({ part, color, quantity }: Piece) => {
    const key = `${part.rebrickable} ${color.rebrickable}`
    const known = pieces.get(key) ?? { part, color, quantity: 0 }
    pieces.set(key, { ...known, quantity: known.quantity + quantity })
  }
  partLists.flatMap(({ rows }) => rows).forEach(add)
  for (const { set, quantity, includeSpares } of setLists.flatMap(({ rows }) => rows)) {
    const rows = catalog.inventory(set, { withMinifigs: true }).filter(({ isSpare }) => includeSpares || !isSpare)
    rows.forEach((row) => add({ ...row.pair, quantity: row.quantity * quantity }))
  }
  lost.forEach(({ inventory, quantity }) => add({ ...inventory.pair, quantity: -quantity }))
  return [...pieces.values()].filter(({ quantity }) => quantity > 0)
}
