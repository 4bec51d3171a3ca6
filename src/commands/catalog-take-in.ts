import * as path from 'node:path'
import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import { printable } from '../core/printable.js'
import { buildCatalog, type CatalogSource } from '../store/catalog-build.js'
import { openCatalog } from '../store/catalog.js'
import type { SourceId } from '../store/catalog-tables.js'
import { inTurn } from '../store/catalog-turn.js'
import { isDamaged } from '../store/sqlite-error.js'
import { catalogFile } from '../system/catalog-place.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import type { Progress } from '../system/progress.js'
import type { Given } from './catalog-given.js'

/** What was new, and why so many rows are not in it. */
export interface TakenIn {
  file: string
  changed: CatalogSource[]
  /** The first line of each source that makes no sense. */
  wrong: Map<string, number>
  unchanged: number
}

/** Makes the catalog anew where anything of what is given is not in it as it is. */
export async function takeIn(io: Io, given: Given[], progress: Progress): Promise<TakenIn> {
  const nothing = { file: catalogFile(io), changed: [], wrong: new Map(), unchanged: given.length }
  if (freshOf(given, await presentSources(io)).length === 0) return nothing
  return alone(io, progress, async () => {
    // Another import may have been faster, and what is damaged was told.
    const present = await presentSources({ ...io, say: () => undefined })
    const fresh = freshOf(given, present)
    const kept = [...present.keys()].filter((id) => !fresh.some((one) => one.id === id))
    if (fresh.length === 0) return nothing
    try {
      return { ...(await remake(io, { kept, fresh }, progress)), unchanged: given.length - fresh.length }
    } catch (error) {
      if (kept.length === 0 || !isDamaged(error)) throw error
      io.say(`note: the catalog is damaged; it is made anew, of what is given now`)
      return { ...(await remake(io, { kept: [], fresh: given }, progress)), unchanged: 0 }
    }
  })
}

function freshOf(given: Given[], present: Map<SourceId, CatalogSource>): Given[] {
  return given.filter(({ id, sha256 }) => present.get(id)?.sha256 !== sha256)
}

/** Works on the catalog while no other process does. */
export function alone<T>(io: Io, progress: Progress, work: () => Promise<T>): Promise<T> {
  return inTurn(catalogFile(io), () => progress.tell('waiting for another import'), work)
}

export interface Remake {
  /** Of the catalog that is there. */
  kept: SourceId[]
  fresh: Given[]
  /** Days that those that are kept are to have. */
  dates?: Map<SourceId, string>
}

/** Makes the catalog anew: of what is kept of it, and of what is fresh. */
export async function remake(io: Io, { kept, fresh, dates }: Remake, progress: Progress): Promise<TakenIn> {
  const file = catalogFile(io)
  const imported = now(io)
  const wrong = new Map<string, number>()
  await buildCatalog(file, kept, async (build) => {
    dates?.forEach((date, id) => build.redate(id, date))
    for (const { id, name, date, bytes, sha256, fill } of fresh) {
      progress.tell(`importing ${name}`)
      const line = await fill(build, progress.tell)
      if (line !== undefined) wrong.set(id, line)
      build.done({ id, file: path.basename(name), date, imported, bytes, sha256 })
    }
    progress.tell('counting in which sets each part is')
  })
  const after = await presentSources(io)
  return { file, changed: fresh.flatMap(({ id }) => after.get(id) ?? []), wrong, unchanged: kept.length }
}

/** What the catalog is made of. One that is damaged, or that another version made, is made anew. */
export async function presentSources(io: Io): Promise<Map<SourceId, CatalogSource>> {
  try {
    const catalog = await openCatalog(catalogFile(io))
    const sources = catalog?.sources() ?? []
    catalog?.close()
    return new Map(sources.map((source) => [source.id, source]))
  } catch (error) {
    if (!(error instanceof BrickError)) throw error
    io.say(`note: ${printable(error.message)}; it is made anew`)
    return new Map()
  }
}

/** Tells what was new. */
export function reportTakenIn(io: Io, { file, changed, wrong, unchanged }: TakenIn, strangers: string[]): void {
  for (const name of strangers) io.say(`note: ${printable(name)} is no table of a catalog, left out`)
  for (const { id, rows, leftOut } of changed) {
    const line = wrong.get(id)
    const first = line === undefined ? ' that stand twice' : `, first in line ${line}`
    io.say(`${id}: ${count(rows, 'row')}${leftOut > 0 ? `, and ${leftOut} left out${first}` : ''}`)
  }
  const same = unchanged === 0 ? '' : `${count(unchanged, 'table')} ${unchanged === 1 ? 'is' : 'are'} in it already; `
  io.say(changed.length === 0 ? `${same}nothing to do` : `${same}${count(changed.length, 'table')} new in ${file}`)
}
