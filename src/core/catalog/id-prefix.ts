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
  if (!trimmed.includes(':')) return { system: undefined, rest: trimmed }
  const [, prefix = '', rest = ''] = /^([a-z]+):\s*(\S.*)$/is.exec(trimmed) ?? []
  const system = SYSTEMS.get(prefix.toLowerCase())
  return system === undefined ? { system, rest: trimmed } : { system, rest }
}

export function prefixOf(system: Prefixed): Prefix {
  return NAMES.get(system) ?? 'ld'
}

const ALL = Object.entries(PREFIXES) as [Prefix, Prefixed][]
const SYSTEMS = new Map<string, Prefixed>(ALL)
const NAMES = new Map(ALL.map(([prefix, system]) => [system, prefix]))
