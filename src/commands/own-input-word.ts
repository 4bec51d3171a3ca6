import { BrickError } from '../core/error.js'
import { namedParts } from '../core/lists/stock-names.js'
import { sourceOf } from '../core/source.js'
import type { Codec } from '../formats/codec.js'
import { readingOf } from '../formats/collection-csv.js'
import type { Io } from '../system/io.js'
import type { Input } from './input.js'
import { lookIntoCollection } from './own-collection.js'

/**
 * Opens what the user owns as a list like any other, for the word `own:`.
 * @throws {BrickError} when nothing is owned, or more is said than `own:`.
 */
export async function openOwnInput(io: Io, word: string): Promise<Omit<Input, 'times'>> {
  if (!/^own:$/i.test(word))
    throw new BrickError(`${word} is no list: all that you own is own:`, {
      hint: 'some of it: brick own export FILE --at PLACE',
    })
  const { holdings, names } = await lookIntoCollection(io, async (collection) => {
    return { holdings: await collection.stock(), names: await collection.names() }
  })
  const codec: Codec<'ldraw'> = {
    id: 'own',
    title: 'your collection',
    system: 'ldraw',
    read(_, file, { catalog }) {
      const reading = readingOf(holdings, file, catalog)
      return { ...reading, facts: namedParts(reading.facts ?? [], names) }
    },
  }
  return { file: 'own:', name: 'own:', source: sourceOf(new Uint8Array()), codec, problems: [] }
}
