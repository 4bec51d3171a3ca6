import type { Problem } from '../core/problem.js'
import { nameKey, partId } from '../ldraw/name.js'
import type { Target } from '../ldraw/target.js'
import type { Surroundings } from './codec.js'

/** What the user wants left out: `--skip`, and `[ignore]` and `[map] x = "skip"` of brick.toml. */
export function openSkipRules({ decisions, options }: Surroundings) {
  const wanted = (options.skip ?? []).map((name) => ({ name, keys: keysOf(name) }))
  const ignored = options.asWritten === true ? [] : [...decisions.ignore.models, ...decisions.ignore.parts]
  const rules = ignored.map((name) => ({ name, keys: keysOf(name) }))
  const used = new Set<string>()
  return { leaveOut, problems }

  /** The rule that leaves out what this name leads to. */
  function leaveOut(key: string, target: Target): string | undefined {
    const id = target.type === 'piece' ? target.id : partId(key)
    const asked = wanted.find(({ keys }) => keys.includes(key) || keys.includes(id))
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

  function problems(): Problem[] {
    return wanted
      .filter(({ name }) => !used.has(name))
      .map(({ name }) => ({
        level: 'warning',
        code: 'skip.unused',
        message: `--skip ${name} matches nothing in the model`,
        fix: 'write the name as the model has it',
      }))
  }
}

/** People write names with and without an ending. */
function keysOf(name: string): string[] {
  const key = nameKey(name)
  return [key, partId(key), ...(key.includes('.') ? [] : [`${key}.ldr`, `${key}.mpd`])]
}
