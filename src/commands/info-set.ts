import { noCatalog, openCatalog } from '../store/catalog.js'
import type { CatalogSet } from '../store/catalog-sets.js'
import { catalogFile } from '../system/catalog-place.js'
import type { Io } from '../system/io.js'
import { setNumber } from './list-words.js'

/** A set as the catalog has it. */
export interface SetFacts extends CatalogSet {
  /** Different minifigures in it. */
  figures: number
}

/** The set of `set:10294-1`; undefined when there is none. */
export async function setOfWord(io: Io, word: string): Promise<SetFacts | undefined> {
  const local = await openCatalog(catalogFile(io))
  if (!local) throw noCatalog()
  try {
    const set = local.set(setNumber(word))
    if (!set) return undefined
    const within = (local.inventory(set.number) ?? []).map((lot) => lot.within ?? '')
    return { ...set, figures: new Set(within.filter((one) => one.startsWith('fig-'))).size }
  } finally {
    local.close()
  }
}
