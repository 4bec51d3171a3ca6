import { BrickError, EXIT } from '../core/error.js'
import type { Lot } from '../core/inventory.js'
import { sourceOf } from '../core/source.js'
import type { Codec, Reading } from '../formats/codec.js'
import { listReading } from '../formats/list-reading.js'
import { noCatalog, openCatalog, type LocalCatalog } from '../store/catalog.js'
import type { CatalogSet } from '../store/catalog-sets.js'
import { catalogFile } from '../system/catalog-place.js'
import type { Io } from '../system/io.js'
import type { Input } from './input.js'
import { setNumber } from './list-words.js'

/**
 * Opens a set as a list: its parts, with those of the figures and the sets in it, as the catalog has them. Spare parts are
 * listed where they are wished, and marked.
 * @throws {BrickError} when there is no catalog, no such set in it, or no inventory of the set.
 */
export async function openSetInput(io: Io, word: string): Promise<Omit<Input, 'times'>> {
  const number = setNumber(word)
  if (number === '') throw new BrickError(`${word} names no set`, { hint: 'write its number, as in set:10294-1' })
  const catalog = await openCatalog(catalogFile(io))
  if (!catalog) throw noCatalog()
  const set = catalog.set(number)
  if (!set) throw unknownSet(number, catalog)
  const name = `set:${set.number}`
  const codec: Codec<'rebrickable'> = {
    id: 'set',
    title: 'set in the catalog',
    system: 'rebrickable',
    read: (_, file, { options }) => {
      const spares = options.spares ?? (options.asWritten ? 'keep' : 'skip')
      return readSet(set, catalog, file, { spares })
    },
  }
  if (!catalog.inventory(set.number)) throw noInventory(set, catalog)
  return { file: name, name, source: sourceOf(new Uint8Array()), codec, problems: [] }
}

interface SetOptions {
  spares?: 'keep' | 'skip'
  /** Sheets of stickers, which many people who own a set own no more. */
  stickers?: 'keep' | 'skip'
}

/** The parts of a set, in Rebrickable's numbers; rows are counted as the catalog gives them. */
export function readSet(
  set: CatalogSet,
  catalog: LocalCatalog,
  file: string,
  { spares = 'skip', stickers = 'keep' }: SetOptions = {},
): Reading<'rebrickable'> {
  const reading = listReading('rebrickable', file)
  for (const [index, row] of (catalog.inventory(set.number) ?? []).entries()) {
    const { part, color, quantity, isSpare, within } = row
    if (isSpare && spares === 'skip') reading.leaveOut('spare', quantity)
    else if (stickers === 'skip' && isSticker(part, catalog)) reading.leaveOut('sticker', quantity)
    else {
      const line = index + 1
      const place = { file, line, quantity, ...(within !== undefined && { model: within }) }
      const lot: Lot = { part, color, quantity, places: [place] }
      reading.add(isSpare ? { ...lot, role: 'extra' } : lot, line)
    }
  }
  return withoutMerging(reading.end())
}

/** That figures of a set have the same parts is nothing to tell. */
function withoutMerging<R extends Reading>(reading: R): R {
  return { ...reading, problems: reading.problems.filter(({ code }) => code !== 'list.duplicate-merged') }
}

function isSticker(part: string, catalog: LocalCatalog): boolean {
  return catalog.part('rebrickable', part)?.category === 'Stickers'
}

function unknownSet(number: string, catalog: LocalCatalog): BrickError {
  const near = catalog.nearSets(number, 5).flatMap((one) => catalog.set(one) ?? [])
  const list = near.map((set) => `set:${set.number} ${set.name}`).join(', ')
  return new BrickError(`there is no set ${number} in the catalog`, {
    exit: EXIT.unresolved,
    hint: list === '' ? 'to find one by its name: brick catalog find WORDS' : `nearest: ${list}`,
  })
}

function noInventory({ number, name, pieces }: CatalogSet, catalog: LocalCatalog): BrickError {
  if (!catalog.hasInventories())
    return new BrickError('the catalog has no inventories of sets', {
      exit: EXIT.catalog,
      hint: 'download them: brick catalog update; or import the table inventory_parts: brick catalog import inventory_parts.csv.gz',
    })
  return new BrickError(`the catalog has no inventory of ${number} ${name}, of ${pieces} parts`, {
    exit: EXIT.unresolved,
    hint: 'get its parts list from Rebrickable or BrickLink, and name that file instead',
  })
}
