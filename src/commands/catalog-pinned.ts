import { BrickError, EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import type { SourceId } from '../store/catalog-tables.js'
import type { Io } from '../system/io.js'
import type { Progress } from '../system/progress.js'
import type { Given } from './catalog-given.js'
import { readLock, type Pin } from './catalog-lock.js'
import { alone, presentSources, remake, reportTakenIn, type TakenIn } from './catalog-take-in.js'

/** What a lock file wants of the catalog that is there. */
export interface Pinned {
  lock: string
  pins: Map<SourceId, Pin>
  /** In the catalog as they are pinned. */
  kept: SourceId[]
  /** Pinned, and not in the catalog as they are pinned. */
  missing: SourceId[]
  /** In the catalog, and not pinned. */
  extra: SourceId[]
  /** Days that those that are kept are to have: answers name them. */
  dates: Map<SourceId, string>
}

/** @throws {BrickError} when the lock file is none. */
export async function openPinned(io: Io, lock: string): Promise<Pinned> {
  const pins = readLock(io, lock) as Map<SourceId, Pin>
  const present = await presentSources(io)
  const ids = [...pins.keys()]
  const isKept = (id: SourceId) => present.get(id)?.sha256 === pins.get(id)?.sha256
  const kept = ids.filter(isKept)
  const wrongDays = kept.filter((id) => present.get(id)?.date !== pins.get(id)?.date)
  return {
    ...{ lock, pins, kept },
    missing: ids.filter((id) => !isKept(id)),
    extra: [...present.keys()].filter((id) => !pins.has(id)),
    dates: new Map(wrongDays.map((id) => [id, pins.get(id)?.date ?? ''])),
  }
}

/**
 * Makes the catalog exactly what the lock file says, of what is kept of it and of what is given; nothing else is in it.
 * @throws {BrickError} when anything is missing, or is another one than is pinned; the catalog then is as it was.
 */
export async function takePinned(io: Io, pinned: Pinned, given: Given[], progress: Progress): Promise<void> {
  const { lock, pins, missing, extra, dates } = pinned
  const spare = given.filter(({ id, sha256 }) => pins.get(id)?.sha256 !== sha256)
  const isDifferent = missing.length > 0 || extra.length > 0 || dates.size > 0
  const taken = isDifferent ? await alone(io, progress, () => remakePinned(io, lock, given, progress)) : undefined
  progress.end()
  for (const { name } of spare) io.say(`note: ${printable(name)} is not what ${lock} pins, left out`)
  for (const id of extra) io.say(`${id} is not in ${lock}, taken out`)
  if (taken && taken.changed.length > 0) reportTakenIn(io, taken, [])
  io.say(`the catalog is what ${lock} says${isDifferent ? '' : '; nothing to do'}`)
}

/** Another import may have changed the catalog meanwhile. */
async function remakePinned(io: Io, lock: string, given: Given[], progress: Progress): Promise<TakenIn> {
  const pinned = await openPinned(io, lock)
  const fresh = pinned.missing.map((id) => pick(pinned, id, given))
  return remake(io, { ...pinned, fresh }, progress)
}

function pick({ lock, pins }: Pinned, id: SourceId, given: Given[]): Given {
  const pin = pins.get(id)
  const found = given.find((one) => one.id === id)
  if (found && found.sha256 === pin?.sha256) return { ...found, date: pin.date }
  const what = `${id} of ${pin?.date}, which ${lock} pins`
  throw new BrickError(`among these files is no ${what}${found ? `; ${found.name} is another one` : ''}`, {
    exit: EXIT.catalog,
    hint: `name the files that ${lock} was written of; brick catalog info --check ${lock} tells what differs`,
  })
}
