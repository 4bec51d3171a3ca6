import { sourceOf, type Source } from '../../src/core/source.js'
import type { Lot } from '../../src/core/inventory.js'
import type { Codec, Reading, ReadOptions, Surroundings } from '../../src/formats/codec.js'
import { shippedFacts } from '../../src/system/facts.js'

/** Reads a list that stands in a text, or in any source, as a command would. */
export async function readList(codec: Codec, text: string | Source, options: ReadOptions = {}): Promise<Reading> {
  const source = typeof text === 'string' ? sourceOf(new TextEncoder().encode(text)) : text
  const surroundings: Surroundings = {
    ...{ catalog: shippedFacts(), path: 'list', sibling: () => undefined, options },
    decisions: { ...{ map: new Map(), color: new Map(), fired: new Set() } } as never,
  }
  const reading = await codec.read?.(source, 'list', surroundings)
  if (!reading) throw new Error(`${codec.id} is not read`)
  return reading
}

/** The lots of a list, without where they stand. */
export async function readLots(codec: Codec, text: string, options?: ReadOptions): Promise<Lot[]> {
  const { value } = await readList(codec, text, options)
  return value.lots.map(({ places: _, ...lot }) => lot)
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
