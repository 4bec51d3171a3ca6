import { BrickError, EXIT } from '../core/error.js'
import type { CatalogSource } from '../store/catalog-build.js'
import { noCatalog, openCatalog } from '../store/catalog.js'
import { catalogFile } from '../system/catalog-place.js'
import type { Io } from '../system/io.js'

/** What a lock file pins: the tables that the catalog was made of, so that two machines give the same answers. */
interface Lock {
  schema: typeof SCHEMA
  sources: Record<string, Pin>
}

export interface Pin {
  /** Of the unpacked content. */
  sha256: string
  bytes: number
  date: string
}

const SCHEMA = 'brick.lock/1'

/** Writes what the catalog is made of. */
export async function writeLock(io: Io, file: string): Promise<void> {
  const sources = await catalogSources(io)
  const lock: Lock = {
    schema: SCHEMA,
    sources: Object.fromEntries(sources.map(({ id, sha256, bytes, date }) => [id, { sha256, bytes, date }])),
  }
  io.save(file, `${JSON.stringify(lock, null, 2)}\n`)
}

/** How the catalog differs from what a lock file says, one sentence each. @throws {BrickError} when it is none. */
export function differences(io: Io, file: string, sources: CatalogSource[]): string[] {
  const pinned = readLock(io, file)
  const here = new Map(sources.map((source) => [String(source.id), source]))
  const wrong: string[] = []
  for (const [id, { sha256, date }] of pinned) {
    const source = here.get(id)
    if (!source) wrong.push(`${id} of ${date} is not in the catalog`)
    else if (source.sha256 !== sha256)
      wrong.push(`${id} is that of ${source.date}, not that of ${date}: the content differs`)
  }
  const more = [...here.keys()].filter((id) => !pinned.has(id))
  return [...wrong, ...more.map((id) => `${id} is in the catalog and not in ${file}`)]
}

export async function catalogSources(io: Io): Promise<CatalogSource[]> {
  const catalog = await openCatalog(catalogFile(io))
  if (!catalog) throw noCatalog()
  try {
    return catalog.sources()
  } finally {
    catalog.close()
  }
}

/** What a lock file pins, by source. @throws {BrickError} when it is none. */
export function readLock(io: Io, file: string): Map<string, Pin> {
  const text = new TextDecoder().decode(io.read(file))
  try {
    const lock = JSON.parse(text) as Partial<Lock>
    const pins = Object.entries(lock.sources ?? {})
    if (lock.schema === SCHEMA && pins.length > 0 && pins.every(([, pin]) => isPin(pin))) return new Map(pins)
  } catch {
    // Said below.
  }
  throw new BrickError(`${file} is no lock file of brick`, {
    exit: EXIT.input,
    hint: 'brick catalog import FOLDER --lock writes one',
  })
}

function isPin({ sha256, date }: Pin): boolean {
  return /^[0-9a-f]{64}$/.test(sha256) && /^\d{4}-\d{2}-\d{2}$/.test(date)
}
