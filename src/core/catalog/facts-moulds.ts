import { rowsOf } from './table.js'

/** Which Rebrickable parts can stand in for each other. */
export interface MouldFacts {
  moulds(part: string): string[]
  alternates(part: string): string[]
}

/** Reads `moulds.tsv`. */
export function openMoulds(bytes: Uint8Array): MouldFacts {
  const relations = { M: new Map<string, string[]>(), A: new Map<string, string[]>() }
  for (const [kind, list = ''] of rowsOf(bytes)) {
    const map = kind === 'M' ? relations.M : relations.A
    const group = list.split(' ')
    for (const part of group) map.set(part, [...(map.get(part) ?? []), ...group.filter((other) => other !== part)])
  }
  return { moulds: (part) => relations.M.get(part) ?? [], alternates: (part) => relations.A.get(part) ?? [] }
}
