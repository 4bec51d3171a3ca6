import { rowsOf } from './table.js'

/** Which Rebrickable parts can stand in for each other. */
export interface MouldFacts {
  moulds(part: string): string[]
  alternates(part: string): string[]
}

/** Reads `moulds.tsv`. */
export function openMoulds(bytes: Uint8Array): MouldFacts {
  const groups = { M: new Map<string, string[][]>(), A: new Map<string, string[][]>() }
  for (const [kind, list = ''] of rowsOf(bytes)) {
    const map = kind === 'M' ? groups.M : groups.A
    const group = list.split(' ')
    for (const part of group) {
      const known = map.get(part)
      if (known) known.push(group)
      else map.set(part, [group])
    }
  }
  return { moulds: (part) => others(part, groups.M), alternates: (part) => others(part, groups.A) }
}

/** All that stand in a group with a part. */
function others(part: string, groups: ReadonlyMap<string, string[][]>): string[] {
  const mine = groups.get(part)
  return mine ? mine.flatMap((group) => group.filter((other) => other !== part)) : []
}
