import type { Problem } from '../core/problem.js'
import type { Block, Meta, MetaEntry, ReferenceEntry } from './document.js'
import { openRanges } from './range.js'

/** What the author's metas mean for the count. */
export interface EffectOptions {
  /** All metas; without it, the file is counted as written. */
  metas: boolean
  /** LPub's ignored ranges, substitutes and alternative builds. */
  lpub: boolean
  countGhosts: boolean
  skipHidden: boolean
}

/** The references of one block, each with the rule that leaves it out, if any. */
export interface Effect {
  items: EffectItem[]
  /** Pieces that a meta puts in: a substitute, a hose in place of its segments. */
  added: AddedItem[]
  nameless: number
  malformed: number
  /** References in type-0 lines that are not counted: MLCad's ghosts, and lines that the author commented out. */
  ghosts: number
  hidden: number
  problems: Omit<Problem, 'file'>[]
}

export interface EffectItem {
  entry: ReferenceEntry
  rule: string | undefined
}

export interface AddedItem {
  name: string
  color: number
  line: number
  step: number
  flexible: boolean
}

/** What is in the list so far; the newest first, so that going back to an earlier state is one assignment. */
interface Kept {
  item: EffectItem | AddedItem
  before: Kept | undefined
}

/** Works out which references of a block are meant to be in the list. */
export function effectOf(block: Block, options: EffectOptions): Effect {
  const effect: Effect = { items: [], added: [], nameless: 0, malformed: 0, ghosts: 0, hidden: 0, problems: [] }
  const ranges = openRanges(complain, add)
  const builds = openBuilds()
  const copies = texturedCopies(block)
  const buffers = new Map<string, Kept | undefined>()
  let kept: Kept | undefined
  let retrieved = false
  let complaints = 0

  for (const entry of block.entries) {
    if (entry.kind === 'reference') refer(entry)
    else if (entry.kind === 'meta') obey(entry)
    else if (entry.nameless) effect.nameless += entry.count
    else effect.malformed += entry.count
  }
  ranges.end()
  if (complaints > MOST_COMPLAINTS)
    tell(block.line, `${complaints - MOST_COMPLAINTS} more meta commands that do not match`)
  builds.apply(effect.items)
  if (retrieved) leaveOutRemoved()
  return effect

  function refer(entry: ReferenceEntry): void {
    if (entry.mark === 'textured' && copies.has(entry)) return
    if (entry.mark === 'hidden') return void (effect.hidden += entry.count)
    if (entry.mark === 'ghost' && !options.countGhosts) return void (effect.ghosts += entry.count)
    const unseen = entry.mark === 'unseen' && options.skipHidden ? 'hidden' : undefined
    keep({ entry, rule: ranges.rule(entry) ?? unseen })
  }

  function keep(item: EffectItem): void {
    effect.items.push(item)
    kept = { item, before: kept }
  }

  function add(item: AddedItem): void {
    effect.added.push(item)
    kept = { item, before: kept }
  }

  function obey({ meta, line, step }: MetaEntry): void {
    if (!options.metas) return
    if (meta.type === 'store') buffers.set(meta.buffer, kept)
    else if (meta.type === 'retrieve') retrieve(meta.buffer, line)
    else if (isLpub(meta) && !options.lpub) return
    else if (!builds.obey(meta, effect.items.length)) ranges.obey(meta, line, step)
  }

  function retrieve(buffer: string, line: number): void {
    if (!buffers.has(buffer))
      return complain(line, `BUFEXCHG ${buffer} RETRIEVE, but nothing was stored under ${buffer}`)
    kept = buffers.get(buffer)
    retrieved = true
  }

  function leaveOutRemoved(): void {
    const present = new Set<EffectItem | AddedItem>()
    for (let node = kept; node; node = node.before) present.add(node.item)
    for (const item of effect.items) if (!present.has(item)) item.rule ??= 'bufexchg'
    effect.added = effect.added.filter((item) => present.has(item))
  }

  function complain(line: number, message: string): void {
    if (++complaints <= MOST_COMPLAINTS) tell(line, message)
  }

  function tell(line: number, message: string): void {
    const fix = 'mend the meta commands; what stands between them is counted as said here'
    effect.problems.push({ level: 'warning', code: 'meta.range', line, message, fix })
  }
}

/** A block that says more wrong than this is broken; each problem costs memory. */
const MOST_COMPLAINTS = 500

function isLpub({ type }: Meta): boolean {
  return ['ignore-begin', 'range-end', 'substitute'].includes(type) || type.startsWith('mod-')
}

/** LPub's builds with two versions of one place: the new lines count, unless a later command removes the modification. */
function openBuilds() {
  const builds: { key: string; start: number; middle: number; end: number }[] = []
  const removed = new Set<string>()
  return { obey, apply }

  function obey(meta: Meta, position: number): boolean {
    const build = builds.at(-1)
    if (meta.type === 'mod-begin') builds.push({ key: meta.key, start: position, middle: Infinity, end: Infinity })
    else if (meta.type === 'mod-remove') removed.add(meta.key)
    else if (meta.type === 'mod-apply') removed.delete(meta.key)
    else if (meta.type === 'mod-original' && build) build.middle = position
    else if (meta.type === 'mod-end' && build) build.end = position
    else return false
    return true
  }

  function apply(items: EffectItem[]): void {
    for (const { key, start, middle, end } of builds) {
      const [from, to] = removed.has(key) ? [start, middle] : [middle, end]
      for (const item of items.slice(from, to)) item.rule ??= 'lpub'
    }
  }
}

/** Textured copies (`0 !: 1 ...`) stand in for the plain lines after FALLBACK; where there are none, they count. */
function texturedCopies({ entries }: Block): Set<ReferenceEntry> {
  const copies = new Set<ReferenceEntry>()
  let inside: ReferenceEntry[] = []
  let hasFallback = false
  for (const entry of entries) {
    if (entry.kind === 'reference' && entry.mark === 'textured') inside.push(entry)
    if (entry.kind !== 'meta') continue
    const { type } = entry.meta
    if (type === 'texture-begin') [inside, hasFallback] = [[], false]
    if (type === 'texture-fallback') hasFallback = true
    if (type !== 'texture-end') continue
    if (hasFallback) for (const copy of inside) copies.add(copy)
    ;[inside, hasFallback] = [[], false]
  }
  return copies
}
