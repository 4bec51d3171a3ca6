import type { Confidence } from './catalog.js'
import { withoutPose } from './part-id.js'
import { follow, nothing, TITLES, type Question, type Resolution } from './resolution.js'

/**
 * What the name of a file says of a part that no table has a number for: LDraw's suffixes for poses, hose sections,
 * stickers, prints and moulds are dropped, one at a time.
 */
export function resolveByName(id: string, question: Question): Resolution {
  const fact = question.facts.part(id)
  if (fact?.kind === 'helper') return nothing('unknown', `${id} is a piece of something larger, not sold alone`)
  return (
    studioNumber(id, question) ??
    drop(id, /^\d{3,7}(?:-\d+)? - (.+)$/, 'alias', 'the part after the number of the set', question) ??
    dropTo(withoutPose(id), id, 'flex-form', 'without the pose', question) ??
    drop(id, /^(.*\d[a-z]?(?:p\w+)?)k\d\d$/, 'flex-form', 'without the section', question) ??
    elementNumber(id, question) ??
    drop(id, /^(.*\d[a-z]*)d[a-z0-9]{1,3}$/, 'sticker-dropped', 'without the sticker', question) ??
    print(id, question) ??
    mould(id, question) ??
    (fact ? undefined : assumed(id, question)) ??
    nothing('unknown', fact ? `no number known on ${TITLES[question.to]}` : `${id} is in no table`)
  )
}

function drop(
  id: string,
  pattern: RegExp,
  confidence: Confidence,
  words: string,
  question: Question,
): Resolution | undefined {
  return dropTo(pattern.exec(id)?.[1] ?? id, id, confidence, words, question)
}

/** Goes on with what is left of a name, where something was dropped and that is a part. */
function dropTo(
  base: string,
  id: string,
  confidence: Confidence,
  words: string,
  question: Question,
): Resolution | undefined {
  if (base === id || question.facts.part(base) === undefined) return undefined
  const found = follow(base, `${words}: ${base}`, question, confidence)
  return found.number === undefined ? undefined : found
}

/** Printed legs and hips are sold only as a piece of an assembly, whose number is worth knowing. */
function print(id: string, question: Question): Resolution | undefined {
  const found =
    drop(id, /^(.*\d[a-z]?)p[a-z0-9]{1,4}$/, 'print-dropped', 'without the print', question) ??
    drop(id, /^(.*\d[a-z]?)p[a-z0-9]{1,3}c\d+$/, 'print-dropped', 'without the print', question) ??
    drop(id, /^(.*\d)c?p[a-z0-9]{1,4}$/, 'print-dropped', 'without the print', question)
  const partOf = question.facts.part(id)?.partOf
  if (!found || partOf === undefined || question.to !== 'bricklink') return found
  const steps = [`it is sold as a piece of ${partOf}`, ...found.steps]
  return { ...found, steps, alternates: [partOf, ...found.alternates] }
}

/** Studio's own files for parts that LDraw has not: `bl_` and BrickLink's number. */
function studioNumber(id: string, { to }: Question): Resolution | undefined {
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
function elementNumber(id: string, { to, facts }: Question): Resolution | undefined {
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
function mould(id: string, question: Question): Resolution | undefined {
  const [, digits, letter] = /^(\d+)([a-z]?)$/.exec(id) ?? []
  if (digits === undefined) return undefined
  const names = [...(letter === '' ? [] : [digits]), ...['b', 'a', 'c'].map((other) => digits + other)]
  const others = names.filter((other) => other !== id && question.facts.part(other)?.numbers[question.to] !== undefined)
  const [base] = others
  if (base === undefined) return undefined
  const numbers = new Set(others.map((other) => question.facts.part(other)?.numbers[question.to]))
  const confidence = others.length > 1 && numbers.size === 1 ? 'mould-generic' : 'mould-variant'
  return follow(base, `another mould: ${base}`, question, confidence)
}

/** New parts mostly have LEGO's number everywhere. Of plain numbers, 81 % are the same on BrickLink. */
function assumed(id: string, { to }: Question): Resolution | undefined {
  if (!/^\d{3,6}[a-z]?$/.test(id)) return undefined
  const steps = [`${id} is in no table; most new parts have the same number on ${TITLES[to]}`]
  return { number: id, confidence: 'assumed-same', rule: 'assumed-same', steps, alternates: [] }
}
