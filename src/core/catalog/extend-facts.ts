import type { ColorFact, PartFact } from './catalog.js'
import type { Facts } from './facts.js'
import { lazy } from '../lazy.js'
import { isForeign } from './part-id.js'

/**
 * Facts that come with models and lists, or from the headers of the user's LDraw library, over those that we ship. A
 * library knows better what a file is and consists of; numbers that we ship are better tried than its keywords. Of parts
 * that are named twice the last counts. Colors are added where we know none of that code.
 */
export function extendFacts(base: Facts, more: readonly PartFact[], colors: readonly ColorFact[] = []): Facts {
  if (more.length === 0 && colors.length === 0) return base
  const added = new Map(more.map((part) => [part.id, part]))
  const mixed = new Map(colors.map((color) => [color.ldraw, color]))
  const known = new Map<string, PartFact | undefined>()
  // A collection may bring thousands of parts, each of which is looked up.
  const addedByNumber = lazy(() => {
    const parts = new Map<string, PartFact[]>()
    for (const part of [...added.keys()].flatMap((id) => find(id) ?? [])) {
      for (const [system, number] of Object.entries(part.numbers)) {
        const key = `${system} ${number.toLowerCase()}`
        parts.set(key, [...(parts.get(key) ?? []), part])
      }
    }
    return parts
  })
  return {
    ...base,
    color: (system, id) => base.color(system, id) ?? (system === 'ldraw' ? mixed.get(id) : undefined),
    part(id) {
      const before = known.get(id)
      if (before !== undefined || known.has(id)) return before
      const fact = find(id)
      known.set(id, fact)
      return fact
    },
    ids: lazy(() => [...new Set([...base.ids(), ...added.keys()])].sort()),
    partsByNumber(system, number) {
      const mine = addedByNumber().get(`${system} ${number.toLowerCase()}`)
      const ours = base.partsByNumber(system, number)
      if (!mine && !ours.some(({ id }) => added.has(id))) return ours
      return [...ours.filter(({ id }) => !added.has(id)), ...(mine ?? [])]
    },
  }

  function find(id: string): PartFact | undefined {
    const mine = added.get(id)
    // What a list says in its own numbers is what it says.
    if (mine && isForeign(id)) return mine
    const ours = base.part(id)
    if (!mine) return ours
    return ours ? overlay(ours, mine) : checked(mine)
  }

  /** Keywords are as old as the file: BrickLink has renumbered since. */
  function checked(part: PartFact): PartFact {
    const fact = withoutTheWhole(part)
    if (fact.confidence === 'sticker') return fact
    const { bricklink } = fact.numbers
    if (bricklink === undefined) return fact
    const current = base.upgrade(bricklink)
    const numbers = { ...fact.numbers, bricklink: current ?? bricklink }
    return {
      ...fact,
      numbers,
      confidence: current === undefined ? 'exact-unverified' : 'exact',
      source: 'ldraw-keyword',
    }
  }
}

function overlay(ours: PartFact, mine: PartFact): PartFact {
  const { kind, content, title } = mine
  return { ...ours, kind, content, title: title === '' ? ours.title : title, category: ours.category || mine.category }
}

/** Keywords also name what a part belongs to: the sheet of a sticker, the assembly that a printed leg is half of. */
function withoutTheWhole(part: PartFact): PartFact {
  const { bricklink } = part.numbers
  if (bricklink === undefined) return part
  const sheet = /stk\d/.test(bricklink)
  if (sheet && part.kind === 'sticker') return { ...part, confidence: 'sticker' }
  if (sheet) return { ...part, numbers: {} }
  if (/^(381[567]|97[012])[a-z]?p/.test(part.id) && bricklink.startsWith('970c'))
    return { ...part, numbers: {}, partOf: bricklink }
  return part
}
