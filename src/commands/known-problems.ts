import { BrickError } from '../core/error.js'
import { PROBLEMS } from '../core/problem.js'
import { nearIds } from '../core/catalog/search.js'

/** @throws {BrickError} when there is no problem of this name: what one wants silent would be reported all the same. */
export function refuseUnknown(codes: string[]): void {
  const unknown = codes.find((code) => !Object.hasOwn(PROBLEMS, code))
  if (unknown === undefined) return
  const [near] = nearIds(unknown, Object.keys(PROBLEMS), 1)
  throw new BrickError(`there is no problem called ${unknown}`, {
    hint: near === undefined ? 'brick man lists them all' : `did you mean ${near}? brick man lists them all`,
  })
}
