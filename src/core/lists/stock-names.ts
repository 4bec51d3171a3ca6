import type { PartFact } from '../catalog/catalog.js'
import type { Facts } from '../catalog/facts.js'
import type { Lot } from '../inventory.js'
import { isForeign } from '../catalog/part-id.js'
import { printable } from '../printable.js'

/** What a list calls parts that LDraw has not: of these a holding keeps the number only, and other tables may not know it. */
export function namesIn(lots: Iterable<Lot>, facts: Facts): Map<string, string> {
  const names = new Map<string, string>()
  for (const { part } of lots) {
    if (!isForeign(part) || names.has(part)) continue
    const name = printable(facts.part(part)?.title ?? '').trim()
    if (name !== '') names.set(part, name)
  }
  return names
}

/** Parts with the names that lists gave them, where nobody else names them. */
export function namedParts(parts: readonly PartFact[], names: ReadonlyMap<string, string>): PartFact[] {
  return parts.map((part) => (part.title === '' ? { ...part, title: names.get(part.id) ?? '' } : part))
}
