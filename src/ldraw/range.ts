import { MAIN_COLOR } from '../core/catalog/color-code.js'
import type { Meta, ReferenceEntry } from './document.js'
import type { AddedItem } from './effect.js'

/** A stretch of lines that a meta opened. */
interface Range {
  /** How people know it: `PLI`, `PART`, `SYNTH`, ... */
  of: string
  line: number
  step: number
  /** The rule that leaves out what is in it; undefined where the range changes nothing. */
  rule: string | undefined
  /** What stands in the list for all of it. */
  instead?: { name: string; color: number | undefined; flexible: boolean }
}

/** More ranges inside each other are no work of an author; each makes all lines in it slower to judge. */
const MOST_OPEN = 100

/**
 * The ranges of one block, while its lines go by: LPub's, LSynth's, MLCad's. What stands for a range is put in
 * when it ends, once, for the outermost range only. Ranges left open or never opened are complained about.
 */
export function openRanges(complain: (line: number, message: string) => void, add: (item: AddedItem) => void) {
  const open: Range[] = []
  let generator: Range['instead']
  return { rule, obey, end }

  /** The rule that leaves this reference out, if any. */
  function rule(entry: ReferenceEntry): string | undefined {
    for (const range of open) if (range.instead) range.instead.color ??= entry.color
    return open.find((range) => range.rule !== undefined)?.rule
  }

  function obey(meta: Meta, line: number, step: number): void {
    switch (meta.type) {
      case 'ignore-begin':
        return begin({ of: meta.of, line, step, rule: 'lpub' })
      case 'substitute':
        return begin({
          of: 'PLI',
          line,
          step,
          rule: 'lpub',
          instead: { name: meta.part, color: meta.color, flexible: false },
        })
      case 'range-end':
        return close(meta.of, line)
      case 'synth-begin':
        return begin({ of: 'SYNTH', line, step, rule: 'flexible', instead: hose(`LSYNTH ${meta.name}`, meta.color) })
      case 'synth-end':
        return close('SYNTH', line)
      case 'synthesized-begin':
        return begin({ of: 'SYNTHESIZED', line, step, rule: 'flexible', instead: hose('LSYNTH', undefined) })
      case 'synthesized-end':
        return close('SYNTHESIZED', line)
      case 'generator':
        generator = hose(`MLCAD ${meta.name}`, undefined)
        return
      case 'skip-begin':
        // Only what a generator made is a hose; elsewhere these lines are a fallback that stands for itself.
        begin({ of: 'MLCAD SKIP', line, step, rule: generator && 'flexible', ...(generator && { instead: generator }) })
        generator = undefined
        return
      case 'skip-end':
        return close('MLCAD SKIP', line)
    }
  }

  function begin(range: Range): void {
    if (open.length >= MOST_OPEN) return complain(range.line, `${range.of} BEGIN inside too many others; ignored`)
    if (open.some(({ of, rule }) => of === range.of && rule !== undefined)) {
      complain(range.line, `${range.of} BEGIN inside ${range.of} BEGIN; both go on to their own END`)
    }
    open.push(range)
  }

  function close(of: string, line: number): void {
    const at = open.findLastIndex((range) => range.of === of)
    const [range] = at < 0 ? [] : open.splice(at, 1)
    if (!range) return complain(line, `${of} END without a BEGIN`)
    finish(range)
  }

  function finish({ instead, line, step }: Range): void {
    if (!instead || open.some(({ rule }) => rule !== undefined)) return
    add({ name: instead.name, color: instead.color ?? MAIN_COLOR, line, step, flexible: instead.flexible })
  }

  function end(): void {
    for (let range = open.pop(); range; range = open.pop()) {
      if (range.of !== 'MLCAD SKIP')
        complain(range.line, `${range.of} BEGIN has no END; it goes on to the end of the block`)
      finish(range)
    }
  }
}

function hose(name: string, color: number | undefined): NonNullable<Range['instead']> {
  return { name, color, flexible: true }
}
