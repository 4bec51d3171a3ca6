import { noDecisions } from '../../src/core/catalog/decisions.js'
import type { IdSystem, Lot } from '../../src/core/inventory.js'
import { sourceOf, type Source } from '../../src/core/source.js'
import type { Codec, Reading, ReadOptions, Surroundings } from '../../src/formats/codec.js'
import { shippedFacts } from '../../src/system/facts.js'

/** Reads a list that stands in a text, or in any source, with the facts that we ship. */
export async function readList<S extends IdSystem>(
  codec: Codec<S>,
  list: string | Uint8Array | Source,
  options: ReadOptions = {},
  name = 'list',
): Promise<Reading<S>> {
  const reading = await codec.read?.(sourceFor(list), name, surroundings(options, name))
  if (!reading) throw new Error(`${codec.id} cannot be read`)
  return reading
}

/** The lots of a list, without where they stand. */
export async function readLots(codec: Codec, text: string, options?: ReadOptions): Promise<Lot[]> {
  const { value } = await readList(codec, text, options)
  return value.lots.map(({ places: _, ...lot }) => lot)
}

/** What a reader finds around a list that stands alone, where nothing is decided. */
export function surroundings(options: ReadOptions = {}, path = 'list'): Surroundings {
  return { catalog: shippedFacts(), decisions: noDecisions(), path, sibling: () => undefined, options }
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

/** The bytes of a text in pieces of so many, in memory that is used again for each, as files are read. */
export function inPieces(text: string, size: number): Source {
  const bytes = new TextEncoder().encode(text)
  return { head: bytes.subarray(0, 4096), bytes: () => bytes, chunks }

  function* chunks(): Generator<Uint8Array> {
    const memory = Buffer.alloc(size)
    for (let start = 0; start < bytes.length; start += size) {
      const piece = bytes.subarray(start, start + size)
      memory.set(piece)
      yield memory.subarray(0, piece.length)
    }
  }
}

/** A source that makes its bytes as they are asked for, as many as the reader can stand. */
export function endless(head: string, again: string, pieces = Infinity): Source {
  const encoder = new TextEncoder()
  const first = encoder.encode(head)
  const next = encoder.encode(again.repeat(Math.ceil(65536 / again.length)))
  return {
    head: first,
    bytes: () => first,
    *chunks() {
      yield first
      for (let i = 0; i < pieces; i++) yield next
    },
  }
}

function sourceFor(list: string | Uint8Array | Source): Source {
  if (typeof list === 'string') return sourceOf(new TextEncoder().encode(list))
  return 'chunks' in list ? list : sourceOf(list)
}
