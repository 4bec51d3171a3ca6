import { noDecisions } from '../../src/core/catalog/decisions.js'
import type { Lot } from '../../src/core/inventory.js'
import { sourceOf } from '../../src/core/source.js'
import type { Codec, Reading, ReadOptions } from '../../src/formats/codec.js'
import { shippedFacts } from '../../src/system/facts.js'

/** Reads a list with the facts that we ship. */
export async function readList(
  codec: Codec,
  list: string | Uint8Array,
  options: ReadOptions = {},
  name = 'list',
): Promise<Reading> {
  const bytes = typeof list === 'string' ? new TextEncoder().encode(list) : list
  const surroundings = {
    catalog: shippedFacts(),
    decisions: noDecisions(),
    path: name,
    sibling: () => undefined,
    options,
  }
  const reading = await codec.read?.(sourceOf(bytes), name, surroundings)
  if (!reading) throw new Error(`${codec.id} cannot be read`)
  return reading
}

/** Lots in short, with all that they say, and where. */
export function inShort(lots: Lot[]): string[] {
  return lots.map(({ quantity, part, color, places, ...said }) => {
    const more = Object.keys(said).length > 0 ? ` ${JSON.stringify(said)}` : ''
    return `${places?.map(({ line }) => line).join('+') ?? '?'}: ${quantity} ${part} ${color}${more}`
  })
}

/** Problems in short. */
export function told({ problems }: Pick<Reading, 'problems'>): string[] {
  return problems.map(({ line, level, code, message }) => `${line ?? '-'}: ${level} ${code}: ${message}`)
}
