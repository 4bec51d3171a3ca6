import type { World } from './world.js'

export interface SetFlags {
  want: boolean
  qtyOwned: number
  /** 0 is none. */
  rating: number
  notes: string
}

export interface MinifigFlags {
  want: boolean
  /** Besides those in sets. */
  loose: number
  notes: string
}

/** What one user has ticked, by the numbers of sets and of BrickLink's minifigs. */
export interface BricksetUser {
  flagsOf(set: string): SetFlags
  change(set: string, flags: Partial<SetFlags>): void
  minifigOf(no: string): MinifigFlags
  changeMinifig(no: string, flags: Partial<MinifigFlags>): void
}

/** Everybody begins with the sets of the world's lists, and wants three others. */
export function openUser(world: World): BricksetUser {
  const sets = new Map<string, SetFlags>()
  const minifigs = new Map<string, MinifigFlags>()
  const user: BricksetUser = {
    flagsOf: (no) => sets.get(no) ?? { want: false, qtyOwned: 0, rating: 0, notes: '' },
    change: (no, flags) => sets.set(no, { ...user.flagsOf(no), ...flags }),
    minifigOf: (no) => minifigs.get(no) ?? { want: false, loose: 0, notes: '' },
    changeMinifig: (no, flags) => minifigs.set(no, { ...user.minifigOf(no), ...flags }),
  }
  for (const { set, quantity } of world.setLists.flatMap(({ rows }) => rows)) {
    user.change(set.no, { qtyOwned: user.flagsOf(set.no).qtyOwned + quantity })
  }
  const others = world.sets.filter(({ no }) => user.flagsOf(no).qtyOwned === 0)
  for (const { no } of others.slice(0, 3)) user.change(no, { want: true })
  for (const { no } of world.sets.slice(0, 1)) user.change(no, { notes: 'for the shelf', rating: 4 })
  for (const { bricklink } of world.minifigs.slice(0, 1)) user.changeMinifig(bricklink, { loose: 2, want: true })
  return user
}
