import type { Component, PartFact } from '../../core/catalog/catalog.js'
import type { Facts } from '../../core/catalog/facts.js'
import { partId } from '../../core/catalog/part-id.js'
import type { Flat } from '../../ldraw/flatten.js'
import { extension } from '../../ldraw/name.js'
import { readPart } from '../../ldraw/part-header.js'
import type { LibraryFile, NamedBytes, Surroundings } from '../codec.js'

/** Chains of moved files are two or three long; more rounds mean that the library goes round in a circle. */
const MAX_ROUNDS = 8

/**
 * Counts a model with what the user's LDraw library knows of its parts. The library is asked only for the files that
 * the model names, and then for those that these name, until there is nothing new.
 */
export async function learn(
  { catalog, library }: Surroundings,
  addModel: (name: string, model: NamedBytes) => void,
  count: (catalog: Facts) => Flat,
): Promise<{ flat: Flat; facts: PartFact[] }> {
  const facts = new Map<string, PartFact>()
  const asked = new Set<string>()
  let flat = count(catalog)
  for (let round = 0; library && round < MAX_ROUNDS; round++) {
    const names = namesOf(flat, facts).filter((name) => !asked.has(name))
    if (names.length === 0) break
    for (const name of names) asked.add(name)
    for (const [name, file] of await library(names)) {
      if (file.folder === 'models') addModel(name, file)
      else facts.set(partId(name), factOf(partId(name), file))
    }
    const { extendFacts } = await import('../../core/catalog/extend-facts.js')
    flat = count(extendFacts(catalog, [...facts.values()]))
  }
  return { flat, facts: [...facts.values()].map((fact) => ({ ...fact, content: fact.content.filter(isPiece) })) }

  /** Shortcuts may also draw something of their own, with primitives. */
  function isPiece({ part }: Component): boolean {
    const kind = facts.get(part)?.kind ?? catalog.part(part)?.kind
    return kind !== 'primitive' && kind !== 'subpart'
  }
}

/** The files that could say more: of the parts of the model, and of what they were moved to or consist of. */
function namesOf({ lots, statuses }: Flat, facts: Map<string, PartFact>): string[] {
  const ids = lots.map(({ part }) => part).filter((part) => statuses.get(part) !== 'custom')
  const inside = [...facts.values()].flatMap(({ content }) => content.map(({ part }) => part))
  return [...new Set([...ids, ...inside])].map((id) => (extension(id) === '' ? `${id}.dat` : id))
}

function factOf(id: string, { folder, bytes }: LibraryFile): PartFact {
  if (folder === 'p')
    return { id, kind: 'primitive', title: '', category: '', content: [], numbers: {}, confidence: 'unknown' }
  return readPart(id, bytes)
}
