import { inventory, type Condition, type Inventory, type Lot } from '../inventory.js'
import { openLotKeys, type LotKeys, type Moulds } from './lot-keys.js'
import { byNumber } from '../order.js'
import type { Facts } from '../catalog/facts.js'
import type { Decisions } from '../catalog/decisions.js'

/** A lot of several lists as one. */
export interface MergedLot {
  lot: Lot
  /** How many pieces of it each list asked for, in their order. */
  shares: number[]
  /** Different lists ask for different conditions, so that it is now either. */
  conflict: boolean
}

export interface MergeOptions {
  moulds: Moulds
  /** The models are built one after the other from the same pieces: the largest need counts, not the sum. */
  sequential?: true
}

/**
 * Several lists as one, in which each thing stands once, whatever their order. What lists say besides is joined:
 * remarks one after the other, the stricter price limit. Where one list has a thing in several conditions, these stay
 * apart; where lists disagree about it, either will do.
 */
export function merge(
  lists: Inventory<'ldraw'>[],
  { moulds, sequential }: MergeOptions,
  facts: Facts,
  decisions: Decisions,
): MergedLot[] {
  const keys = openLotKeys(facts, decisions)
  const things = new Map<string, Entry[]>()
  lists.forEach(({ lots }, list) => {
    for (const lot of lots) {
      if (lot.quantity <= 0) continue
      const key = `${keyOf(lot, keys, moulds)}\t${lot.role ?? ''}`
      const known = things.get(key)
      if (known) known.push({ list, lot })
      else things.set(key, [{ list, lot }])
    }
  })
  return [...things.values()].flatMap(byCondition).map((entries) => mergeLots(entries, lists.length, sequential))
}

interface Entry {
  list: number
  lot: Lot
}

function keyOf(lot: Lot, keys: LotKeys, moulds: Moulds): string {
  return `${keys.mould(lot, moulds)}\t${keys.color(lot)}`
}

/** One group, or where one list tells its conditions apart, one for each. What says nothing goes with "either". */
function byCondition(entries: Entry[]): Entry[][] {
  if (entries.length === 1 || !entries.some((entry) => isApart(entry, entries))) return [entries]
  const groups = new Map<Condition, Entry[]>()
  for (const entry of entries) {
    const condition = entry.lot.condition ?? 'X'
    groups.set(condition, [...(groups.get(condition) ?? []), entry])
  }
  return [...groups.values()]
}

function isApart({ list, lot }: Entry, entries: Entry[]): boolean {
  return entries.some((other) => other.list === list && (other.lot.condition ?? 'X') !== (lot.condition ?? 'X'))
}

function mergeLots(entries: Entry[], lists: number, sequential: true | undefined): MergedLot {
  const shares = Array.from({ length: lists }, () => 0)
  for (const { list, lot } of entries) shares[list] = (shares[list] ?? 0) + lot.quantity
  const said = new Set(entries.flatMap(({ lot: { condition } }) => condition ?? []))
  const conflict = said.size > 1
  const [condition] = said
  const lot = addUp(entries.map((entry) => entry.lot))
  if (conflict) lot.condition = 'X'
  else if (condition !== undefined) lot.condition = condition
  if (sequential) {
    lot.quantity = Math.max(...shares)
    if (lot.have !== undefined) lot.have = Math.max(...entries.map((entry) => entry.lot.have ?? 0))
  }
  return { lot, shares, conflict }
}

/** The number and color that most pieces have stand for all, so that the order of the lists does not matter. */
function addUp(lots: Lot[]): Lot {
  const [only, ...more] = lots
  if (only && more.length === 0) return { ...only }
  const totals = new Map<string, number>()
  const name = ({ part, color, written = '' }: Lot) => `${part}\t${color}\t${written}`
  for (const lot of lots) totals.set(name(lot), (totals.get(name(lot)) ?? 0) + lot.quantity)
  const total = (lot: Lot) => totals.get(name(lot)) ?? 0
  const sorted = lots.toSorted((a, b) => total(b) - total(a) || byNumber(name(a), name(b)) || byWords(a, b))
  const [sum] = inventory('ldraw', sorted, () => '').lots
  if (!sum) throw new Error('no lot to add up')
  const others = [...new Set(lots.map(({ part }) => part))].filter((part) => part !== sum.part).sort(byNumber)
  if (others.length === 0) return sum
  return { ...sum, via: [...(sum.via ?? []), `stands for ${others.join(', ')}`] }
}

/** All that lots say is joined in this order. What they say besides is compared only where it must be: that is slow. */
function byWords(a: Lot, b: Lot): number {
  return (
    byNumber(a.remarks ?? '', b.remarks ?? '') ||
    byNumber(a.places?.[0]?.file ?? '', b.places?.[0]?.file ?? '') ||
    byNumber(JSON.stringify(a), JSON.stringify(b))
  )
}

/** How many lots more than one list asked for. */
export function sharedLots(merged: MergedLot[]): number {
  return merged.filter(({ shares }) => shares.filter((share) => share > 0).length > 1).length
}
