import type { IdSystem } from '../inventory.js'

/** What people write before a number to say whose it is. */
export const PREFIXES = {
  ld: 'ldraw',
  bl: 'bricklink',
  rb: 'rebrickable',
  bo: 'brickowl',
  el: 'element',
  lego: 'lego',
} as const satisfies Record<string, IdSystem | 'element'>

export type Prefix = keyof typeof PREFIXES
export type Prefixed = (typeof PREFIXES)[Prefix]

/** `bl:2555` is BrickLink's 2555; without a prefix that we know, all of it is `rest`. */
export function splitPrefix(text: string): { system: Prefixed | undefined; rest: string } {
  const trimmed = text.trim()
  const [, prefix, rest = ''] = /^([a-z]+):\s*(\S.*)$/is.exec(trimmed) ?? []
  const known = (Object.keys(PREFIXES) as Prefix[]).find((key) => key === prefix?.toLowerCase())
  return known === undefined ? { system: undefined, rest: trimmed } : { system: PREFIXES[known], rest }
}

export function prefixOf(system: Prefixed): Prefix {
  const prefixes = Object.keys(PREFIXES) as Prefix[]
  return prefixes.find((prefix) => PREFIXES[prefix] === system) ?? 'ld'
}
