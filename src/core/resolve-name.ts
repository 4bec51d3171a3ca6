import type { Confidence } from './catalog.js'
import { follow, nothing, TITLES, type Resolution, type Search } from './resolution.js'

/**
 * What the name of a file says of a part that no table has a number for: LDraw's suffixes for poses, hose sections,
 * stickers, prints and moulds are dropped, one at a time.
 */
export function resolveByName(id: string, search: Search): Resolution {
  const fact = search.facts.part(id)
  if (fact?.kind === 'helper') return nothing('unknown', `${id} is a piece of something larger, not sold alone`)
  return (
    studioNumber(id, search) ??
    drop(id, /^\d{3,7}(?:-\d+)? - (.+)$/, 'alias', 'the part after the number of the set', search) ??
    drop(id, /^(.+)-f\d+$/, 'flex-form', 'without the pose', search) ??
    drop(id, /^(.*\d[a-z]?(?:p\w+)?)k\d\d$/, 'flex-form', 'without the section', search) ??
    elementNumber(id, search) ??
    drop(id, /^(.*\d[a-z]*)d[a-z0-9]{1,3}$/, 'sticker-dropped', 'without the sticker', search) ??
    print(id, search) ??
    mould(id, search) ??
    (fact ? undefined : assumed(id, search)) ??
    nothing('unknown', fact ? `no number known on ${TITLES[search.to]}` : `${id} is in no table`)
  )
}

function drop(
  id: string,
  pattern: RegExp,
  confidence: Confidence,
  words: string,
  search: Search,
): Resolution | undefined {
  const base = pattern.exec(id)?.[1]
  if (base === undefined || search.facts.part(base) === undefined) return undefined
  const found = follow(base, `${words}: ${base}`, search, confidence)
  return found.number === undefined ? undefined : found
}

/** Printed legs and hips are sold only as a piece of an assembly, whose number is worth knowing. */
function print(id: string, search: Search): Resolution | undefined {
  const found =
    drop(id, /^(.*\d[a-z]?)p[a-z0-9]{1,4}$/, 'print-dropped', 'without the print', search) ??
    drop(id, /^(.*\d[a-z]?)p[a-z0-9]{1,3}c\d+$/, 'print-dropped', 'without the print', search) ??
    drop(id, /^(.*\d)c?p[a-z0-9]{1,4}$/, 'print-dropped', 'without the print', search)
  const partOf = search.facts.part(id)?.partOf
  if (!found || partOf === undefined || search.to !== 'bricklink') return found
  const steps = [`it is sold as a piece of ${partOf}`, ...found.steps]
  return { ...found, steps, alternates: [partOf, ...found.alternates] }
}

/** Studio's own files for parts that LDraw has not: `bl_` and BrickLink's number. */
function studioNumber(id: string, { to }: Search): Resolution | undefined {
  const number = /^bl_(\w+)$/.exec(id)?.[1]
  if (number === undefined || to !== 'bricklink') return undefined
  return {
    number,
    confidence: 'exact-unverified',
    rule: 'exact-unverified',
    steps: ["Studio's name for a BrickLink number"],
    alternates: [],
  }
}

/** Files for a part in one color are named by LEGO's element number. */
function elementNumber(id: string, { to, facts }: Search): Resolution | undefined {
  if (!/^\d{6,7}$/.test(id)) return undefined
  const element = facts.element(id)
  if (!element) return undefined
  const number = to === 'rebrickable' ? element.part : facts.partsByNumber('rebrickable', element.part)[0]?.numbers[to]
  const color = facts.color('rebrickable', element.color)?.ldraw
  if (number === undefined || color === undefined) return undefined
  const steps = [`LEGO element ${id} is Rebrickable's ${element.part} in color ${element.color}`]
  return { number, confidence: 'element', rule: 'element', steps, alternates: [], color }
}

/** The same number with another letter, or none. Where all moulds have one number, shops do not tell them apart. */
function mould(id: string, search: Search): Resolution | undefined {
  const [, digits, letter] = /^(\d+)([a-z]?)$/.exec(id) ?? []
  if (digits === undefined) return undefined
  const names = [...(letter === '' ? [] : [digits]), ...['b', 'a', 'c'].map((other) => digits + other)]
  const others = names.filter((other) => other !== id && search.facts.part(other)?.numbers[search.to] !== undefined)
  const [base] = others
  if (base === undefined) return undefined
  const numbers = new Set(others.map((other) => search.facts.part(other)?.numbers[search.to]))
  const confidence = others.length > 1 && numbers.size === 1 ? 'mould-generic' : 'mould-variant'
  return follow(base, `another mould: ${base}`, search, confidence)
}

/** New parts mostly have LEGO's number everywhere. Of plain numbers, 81 % are the same on BrickLink. */
function assumed(id: string, { to }: Search): Resolution | undefined {
  if (!/^\d{3,6}[a-z]?$/.test(id)) return undefined
  const steps = [`${id} is in no table; most new parts have the same number on ${TITLES[to]}`]
  return { number: id, confidence: 'assumed-same', rule: 'assumed-same', steps, alternates: [] }
}
