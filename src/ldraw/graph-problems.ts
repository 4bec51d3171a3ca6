import { count } from '../core/count.js'
import type { Problem } from '../core/problem.js'
import type { Effect } from './effect.js'

/** The blocks underway, from the one that would be entered again to the one that refers to it. */
interface Circle {
  nameAt(place: number): string
  start: number
  end: number
}

/** A submodel that contains itself, with the chain: `a > b > a`; long ones with the middle left out. */
export function circle(file: string, line: number, quantity: number, { nameAt, start, end }: Circle): Problem {
  const length = end - start
  const places = Array.from({ length: Math.min(length, length < 8 ? 8 : 4) }, (_, i) => nameAt(start + i))
  if (length >= 8) places.push(`(${length - 6} more)`, nameAt(end - 2), nameAt(end - 1))
  const chain = [...places, nameAt(start)].join(' > ')
  return {
    level: 'error',
    code: 'ref.cycle',
    file,
    line,
    quantity,
    message: `a submodel contains itself: ${chain}; the rest is counted`,
    fix: 'delete this line, or let it refer to something else',
  }
}

/** Names are told once for each block, with the first line. */
export function missing(file: string, name: string, quantity: number, line: number): Problem {
  return {
    level: 'error',
    code: 'ref.missing',
    file,
    line,
    quantity,
    part: name,
    message: `submodel ${name} is neither in the file nor beside it; its parts are not counted`,
    fix: 'put the file beside the model, or correct the name',
  }
}

/** A name that leads nowhere as it stands. */
export function mended(file: string, name: string, meant: string, quantity: number, line: number): Problem {
  return {
    level: 'warning',
    code: 'ref.name',
    file,
    line,
    quantity,
    message: `${name} is read as ${meant}; other programs may not find it`,
    fix: `write ${meant}`,
  }
}

/** What stands in type-0 lines and is not counted. */
export function unseen({ ghosts, hidden }: Effect, file: string, line: number): Problem[] {
  const problems: Problem[] = []
  if (ghosts > 0) {
    const message = `${ghosts} ghost ${ghosts === 1 ? 'part (MLCad) is' : 'parts (MLCad) are'} not counted`
    const fix = '--count-ghost counts them'
    problems.push({ level: 'note', code: 'ref.ghost', file, line, quantity: ghosts, message, fix })
  }
  if (hidden > 0) {
    const message = `${count(hidden, 'part')} that the author hid (MLCAD HIDE), not counted`
    problems.push({ level: 'note', code: 'ref.hidden', file, line, quantity: hidden, message })
  }
  return problems
}
