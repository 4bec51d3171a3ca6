import { isSure, type PartFact } from './catalog.js'
import type { CatalogAnswers } from './catalog-facts.js'
import type { Facts } from './facts.js'

type Numbers = PartFact['numbers']

/** What a catalog says that others call a Rebrickable part. Of several numbers, its own, else the first. */
export function otherNumbers(part: string, answers: CatalogAnswers, base: Facts): Numbers {
  const known = answers.numbers(part)
  const of = (system: 'bricklink' | 'brickowl') => {
    const all = known.filter((one) => one.system === system).map(({ number }) => number)
    return all.find((number) => number.toLowerCase() === part.toLowerCase()) ?? all[0]
  }
  const [bricklink, brickowl] = [of('bricklink'), of('brickowl')]
  return {
    ...(bricklink !== undefined && { bricklink: base.upgrade(bricklink) ?? bricklink }),
    ...(brickowl !== undefined && { brickowl }),
  }
}

/**
 * A part with the numbers that a catalog adds. What is known of it stays; a part that has no number at all is found by its
 * LDraw id, where that stands for one part only.
 */
export function completed(fact: PartFact, answers: CatalogAnswers, base: Facts): PartFact {
  const isBlank = Object.keys(fact.numbers).length === 0
  if (!isBlank && !isSure(fact.confidence, 'exact-ambiguous')) return fact
  const own = fact.numbers.rebrickable ?? (isBlank ? onlyOne(answers.partsNumbered('ldraw', fact.id)) : undefined)
  if (own === undefined) return fact
  const numbers: Numbers = { ...otherNumbers(own, answers, base), rebrickable: own, ...fact.numbers }
  if (Object.keys(numbers).length === Object.keys(fact.numbers).length) return fact
  return isBlank ? { ...fact, numbers, confidence: 'exact', source: 'rebrickable-api' } : { ...fact, numbers }
}

/** The ids at home that a number elsewhere may be of, the likeliest first. */
export function idsNumbered(system: keyof Numbers, number: string, answers: CatalogAnswers, base: Facts): string[] {
  const theirs = system === 'rebrickable' ? [number] : answers.partsNumbered(system, number)
  return theirs.flatMap((part) => {
    const files = answers.numbers(part).flatMap((one) => (one.system === 'ldraw' ? one.number.toLowerCase() : []))
    const ours = base.partsByNumber('rebrickable', part).map(({ id }) => id)
    return [...ours, ...files, `rb:${part.toLowerCase()}`]
  })
}

function onlyOne(parts: string[]): string | undefined {
  return parts.length === 1 ? parts[0] : undefined
}
