import { splitPrefix } from '../../core/catalog/id-prefix.js'
import { nameKey, partId, withoutPose } from '../../core/catalog/part-id.js'
import type { Problem } from '../../core/problem.js'
import type { Target } from '../../ldraw/target.js'
import type { Surroundings } from '../codec.js'

/** What the user wants left out: `--skip`, and `[ignore]` and `[map] x = "skip"` of brick.toml. */
export function openSkipRules({ catalog, decisions, options }: Surroundings) {
  const wanted = (options.skip ?? []).map((name) => ({ name, keys: keysOf(name) }))
  const ignored = options.asWritten === true ? [] : [...decisions.ignore.models, ...decisions.ignore.parts]
  const rules = ignored.map((name) => ({ name, keys: keysOf(name) }))
  const used = new Set<string>()
  const maySkip = options.asWritten !== true && [...decisions.map.values()].includes('skip')
  return { leaveOut, problems, hasRules: wanted.length + rules.length > 0 || maySkip }

  /** The rule that leaves out what this name leads to. */
  function leaveOut(key: string, target: Target): string | undefined {
    const id = target.type === 'piece' ? target.id : partId(key)
    const names = [key, id, ...(wanted.length > 0 && target.type === 'piece' ? [currentId(id)] : [])]
    const asked = wanted.find(({ keys }) => names.some((name) => keys.includes(name)))
    if (asked) {
      used.add(asked.name)
      return 'skip'
    }
    const rule = rules.find(({ keys }) => keys.includes(key) || keys.includes(id))
    const map = options.asWritten !== true && decisions.map.get(id) === 'skip' ? `[map] ${id}` : undefined
    if (!rule && map === undefined) return undefined
    decisions.fired.add(map ?? `[ignore] ${rule?.name}`)
    return 'brick.toml'
  }

  /** People write what they see in the list, which may be a newer number than that in the file. */
  function currentId(id: string): string {
    let last = id
    for (let i = 0; i < MAX_MOVES; i++) {
      const fact = catalog.part(last)
      if (fact?.kind !== 'moved' && fact?.kind !== 'alias') break
      last = fact.content[0]?.part ?? last
    }
    return withoutPose(last)
  }

  function problems(): Problem[] {
    return wanted.filter(({ name }) => !used.has(name)).map(({ name }) => unusedSkip(name, 'model'))
  }
}

/** What names that the user wants left out are compared by; people also write whose number it is. */
export function skipKey(name: string): string {
  const { system, rest } = splitPrefix(name)
  return nameKey(system === 'ldraw' ? rest : name.trim())
}

/** A `--skip` that leaves out nothing was meant otherwise. */
export function unusedSkip(name: string, where: 'model' | 'list'): Problem {
  const message = `--skip ${name} matches nothing in the ${where}`
  return { level: 'warning', code: 'skip.unused', message, fix: `write it as the ${where} has it` }
}

/** Moves are two or three long; a circle of them must not hang us. */
const MAX_MOVES = 12

/** People write names with and without an ending. */
function keysOf(name: string): string[] {
  const key = skipKey(name)
  return [key, partId(key), ...(key.includes('.') ? [] : [`${key}.ldr`, `${key}.mpd`])]
}
