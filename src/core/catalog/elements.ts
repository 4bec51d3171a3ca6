import type { Facts } from './facts.js'

/**
 * LEGO's element numbers of a Rebrickable part in a Rebrickable color, newest first. Rebrickable splits some colors
 * that LDraw and BrickLink have as one; where one half has no element, those of the other are the answer.
 */
export function elementsOf(part: string, color: number, facts: Pick<Facts, 'elements'>): string[] {
  const known = facts.elements(part, color)
  const twin = SPLIT.find((pair) => pair.includes(color))?.find((other) => other !== color)
  return known.length > 0 || twin === undefined ? known : facts.elements(part, twin)
}

/** Rebrickable's Pearl Dark Gray and Pearl Titanium are one color on BrickLink. */
const SPLIT = [[148, 1103]]
