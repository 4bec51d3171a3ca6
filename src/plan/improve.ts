import type { Compiled } from './compiled.js'
import { attempt, type Draft } from './draft.js'
import { enterStore, leaveStore, lightenStore } from './move-stores.js'
import { relocate } from './relocate.js'

/** Improves a draft by lighter parcels, and with `stores` by stores less, more and exchanged, until nothing helps or it is over. */
export function improve(
  compiled: Compiled,
  draft: Draft,
  { stores, exchanges, isOver }: { stores: Int32Array; exchanges: number; isOver: () => boolean },
): void {
  relocate(compiled, draft, { mayOpen: false, rounds: 4 })
  lightenAll(compiled, draft)
  let isBetter = true
  while (isBetter && !isOver()) {
    isBetter = false
    for (const store of usedStores(draft)) if (leave(compiled, draft, store)) isBetter = true
    for (const store of stores) {
      if ((draft.lots[store] as number) > 0 || draft.used >= compiled.maxStores) continue
      if (isOver()) return
      if (enter(compiled, draft, store)) isBetter = true
    }
    if (isBetter) {
      lightenAll(compiled, draft)
      continue
    }
    for (const store of stores.subarray(0, exchanges)) {
      if ((draft.lots[store] as number) > 0) continue
      if (isOver()) return
      if (exchange(compiled, draft, store)) isBetter = true
    }
    if (lightenAll(compiled, draft)) isBetter = true
  }
}

/** Tries to bring each parcel to the next lighter step of its postage. */
export function lightenAll(compiled: Compiled, draft: Draft): boolean {
  const { stepStart, stepUpTo, stepCost } = compiled
  let isBetter = false
  for (const store of usedStores(draft)) {
    let limit = -1
    for (let step = stepStart[store] as number; step < (stepStart[store + 1] as number) - 1; step++) {
      const isLighter = (stepUpTo[step] as number) < (draft.weight[store] as number)
      if (isLighter && stepCost[step] !== stepCost[step + 1]) limit = stepUpTo[step] as number
    }
    if (limit < 0) continue
    const isGood = attempt(compiled, draft, () => {
      const lots = lightenStore(compiled, draft, store, limit)
      if ((draft.weight[store] as number) <= limit)
        relocate(compiled, draft, { mayOpen: false, rounds: 2, lots: new Set(lots) })
    })
    isBetter ||= isGood
  }
  if (isBetter) relocate(compiled, draft, { mayOpen: false, rounds: 2 })
  return isBetter
}

function leave(compiled: Compiled, draft: Draft, store: number): boolean {
  return attempt(compiled, draft, () => {
    const lots = leaveStore(compiled, draft, store)
    relocate(compiled, draft, { mayOpen: false, rounds: 3, lots: new Set(lots) })
  })
}

function enter(compiled: Compiled, draft: Draft, store: number): boolean {
  return attempt(compiled, draft, () => {
    const lots = enterStore(compiled, draft, store)
    if ((draft.lots[store] as number) > 0) relocate(compiled, draft, { mayOpen: false, rounds: 2, lots: new Set(lots) })
  })
}

/** Begins with a store, and then leaves those that are not worth keeping; where one more is not allowed, another first. */
function exchange(compiled: Compiled, draft: Draft, store: number): boolean {
  if (draft.used >= compiled.maxStores) {
    return usedStores(draft).some((other) =>
      attempt(compiled, draft, () => {
        const lots = [...leaveStore(compiled, draft, other), ...enterStore(compiled, draft, store)]
        relocate(compiled, draft, { mayOpen: true, rounds: 2, lots: new Set(lots) })
      }),
    )
  }
  return attempt(compiled, draft, () => {
    enterStore(compiled, draft, store)
    if ((draft.lots[store] as number) === 0) return
    for (const other of usedStores(draft)) {
      if (other !== store) leave(compiled, draft, other)
    }
  })
}

/** The stores used, those with the smallest baskets first. */
export function usedStores(draft: Draft): number[] {
  const used: number[] = []
  draft.lots.forEach((lots, store) => {
    if (lots > 0) used.push(store)
  })
  return used.sort((a, b) => (draft.goods[a] as number) - (draft.goods[b] as number) || a - b)
}
