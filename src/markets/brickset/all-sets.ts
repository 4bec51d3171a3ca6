import type { Service } from '../../system/http/open-service.js'
import { trouble } from '../../system/http/trouble.js'
import { userSetsCall, type BricksetSet, type SetQuery } from './sets.js'

/**
 * All sets that a search finds, of however many pages, each once. A set that comes or goes while pages are read shifts
 * those after it, so that one would be missing; then all is read once more.
 * @throws {BrickError} when it does not come to the number that Brickset itself says.
 */
export async function allSets(service: Pick<Service, 'call'>, query: SetQuery): Promise<BricksetSet[]> {
  for (let round = 1; round <= ROUNDS; round++) {
    const sets = await readOnce(service, query)
    if (sets) return sets
  }
  throw trouble('malformed', {
    message: 'Brickset gives pages of sets that do not come to the number that it says',
    hint: 'somebody may be changing the list; try again later',
  })
}

const ROUNDS = 2

/** Undefined: they are not all there. */
async function readOnce(service: Pick<Service, 'call'>, query: SetQuery): Promise<BricksetSet[] | undefined> {
  const sets = new Map<number, BricksetSet>()
  let full = 1
  for (let pageNumber = 1; ; pageNumber++) {
    const { value } = await service.call(userSetsCall(query, { pageNumber }))
    const { matches = 0, sets: rows = [] } = value ?? {}
    const before = sets.size
    for (const set of rows) sets.set(set.id, set)
    full = Math.max(full, rows.length)
    if (sets.size === matches) return [...sets.values()]
    // The last page has fewer, one that repeats another brings nothing.
    if (rows.length < full || sets.size === before || sets.size > matches) return undefined
  }
}
