import { nameKey } from '../core/catalog/part-id.js'
import type { Problem } from '../core/problem.js'
import type { Block, Document } from './document.js'
import { effectOf, type EffectItem, type EffectOptions } from './effect.js'
import { circle, mended, missing, unseen } from './graph-problems.js'
import { targetFinder, type PieceStatus, type Target, type TargetOptions } from './target.js'

export interface GraphOptions extends TargetOptions, EffectOptions {
  /** The rule that leaves out what this name leads to, if there is one: the user's word. */
  leaveOut(key: string, target: Target): string | undefined
}

/** One block, with what its references lead to. Counts are those of a single use of the block. */
export interface Node {
  document: Document
  block: Block
  /** What people call it. */
  name: string
  leaves: { part: string; color: number; count: number; line: number; step: number; added: boolean }[]
  /** Uses of other blocks; with a rule, they are left out. */
  calls: { node: Node; color: number; count: number; line: number; rule: string | undefined }[]
  /** References to pieces that a rule leaves out. */
  skipped: Map<string, number>
  nameless: number
  /** Malformed lines, and references that would close a circle. */
  unresolved: number
  /** All references that stand in the block, but for its uses of others. */
  own: number
  /** All references, those in the blocks it uses included, as often as it uses them. */
  references: number
  /** All that the counts of one use can come to: references, and pieces that metas put in. */
  size: number
  /** How often the whole model uses it, by the color it is used in. */
  occurrences: Map<number, number>
  problems: Problem[]
}

/** Builds the graph of blocks that use each other. It has no circles: what would close one is reported and cut. */
export function buildGraph(main: Document, options: GraphOptions) {
  const finder = targetFinder(options)
  const nodes = new Map<Block, Node>()
  const statuses = new Map<string, Exclude<PieceStatus, 'library'>>()
  const titles = new Map<string, string>()
  return { enter, order, unused, pieces: () => ({ statuses, titles }) }

  /** The node of a block, and of all blocks below it. Walks with its own stack: chains may be very long. */
  function enter(document: Document, block: Block): Node {
    const known = nodes.get(block)
    if (known) return known
    const root = newNode(document, block)
    const path = [{ node: root, items: open(root), next: 0 }]
    const underway = new Map([[block, 0]])
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const item = top.items[top.next++]
      if (!item) {
        close(top.node)
        underway.delete(top.node.block)
        path.pop()
        continue
      }
      const { document: of, block: below } = item.target
      const node = nodes.get(below)
      const start = underway.get(below)
      if (start !== undefined) cut(item, top.node, path, start)
      else if (node) top.node.calls.push({ ...item.call, node })
      else {
        const child = newNode(of, below)
        path.push({ node: child, items: open(child), next: 0 })
        underway.set(below, path.length - 1)
        top.node.calls.push({ ...item.call, node: child })
      }
    }
    return root
  }

  function newNode(document: Document, block: Block): Node {
    const node: Node = {
      document,
      block,
      name: block.name === '' ? document.file : block.name,
      leaves: [],
      calls: [],
      skipped: new Map(),
      nameless: 0,
      unresolved: 0,
      own: 0,
      references: 0,
      size: 0,
      occurrences: new Map(),
      problems: [],
    }
    nodes.set(block, node)
    return node
  }

  /** Sorts the references of a block into pieces, things to leave out, and uses of other blocks, which it returns. */
  function open(node: Node): Use[] {
    const effect = effectOf(node.block, options)
    const file = node.document.file
    node.problems.push(
      ...effect.problems.map((problem) => ({ file, ...problem })),
      ...unseen(effect, file, node.block.line),
    )
    node.nameless = effect.nameless
    node.unresolved = effect.malformed
    const uses: Use[] = []
    for (const item of effect.items) {
      const use = sort(node, item)
      if (use) uses.push(use)
    }
    for (const { name, color, line, step, flexible } of effect.added) {
      const target = flexible ? undefined : finder.find(name, node.document)
      const part = target?.type === 'piece' ? target.id : nameKey(name)
      if (target?.type === 'piece') describe(target)
      else statuses.set(part, flexible ? 'flexible' : 'unknown')
      node.leaves.push({ part, color, count: 1, line, step, added: true })
    }
    return uses
  }

  function sort(node: Node, { entry, rule }: EffectItem): Use | undefined {
    const { name, color, count, line, step } = entry
    const { file } = node.document
    const target = finder.find(name, node.document)
    if (target.mended !== undefined) node.problems.push(mended(file, name, target.mended, count, line))
    const leftOut = rule ?? options.leaveOut(nameKey(name), target)
    if (target.type === 'model') return { target, call: { color, count, line, rule: leftOut } }
    const reason = leftOut ?? (target.type === 'nothing' ? target.rule : undefined)
    if (reason !== undefined) {
      node.skipped.set(reason, (node.skipped.get(reason) ?? 0) + count)
    } else if (target.type === 'piece') {
      describe(target)
      if (target.status === 'missing') node.problems.push(missing(file, name, count, line))
      node.leaves.push({ part: target.id, color, count, line, step, added: false })
    }
    return undefined
  }

  function describe({ id, status, block }: Target & { type: 'piece' }): void {
    if (status === 'library') return
    statuses.set(id, status)
    if (block && block.title.trim() !== '') titles.set(id, block.title.trim())
  }

  /** Leaves out a use that would close a circle. */
  function cut({ call: { line, count } }: Use, node: Node, path: { node: Node }[], start: number): void {
    node.unresolved += count
    const nameAt = (place: number) => path[place]?.node.name ?? ''
    node.problems.push(circle(node.document.file, line, count, { nameAt, start, end: path.length }))
  }

  function close(node: Node): void {
    const skipped = [...node.skipped.values()].reduce((sum, count) => sum + count, 0)
    const listed = node.leaves.reduce((sum, { count, added }) => sum + (added ? 0 : count), 0)
    node.own = listed + skipped + node.nameless + node.unresolved
    node.references = node.calls.reduce((sum, { node: below, count }) => sum + below.references * count, node.own)
    const added = node.leaves.filter((leaf) => leaf.added).length
    node.size = node.calls.reduce((sum, { node: below, count }) => sum + below.size * count, node.own + added)
  }

  /** The blocks that count, each after all that use it. */
  function order(roots: Node[]): Node[] {
    const uses = new Map<Node, number>(roots.map((root) => [root, 0]))
    const found = [...uses.keys()]
    for (const node of found) {
      for (const { node: below, rule } of node.calls) {
        if (rule !== undefined) continue
        if (!uses.has(below)) found.push(below)
        uses.set(below, (uses.get(below) ?? 0) + 1)
      }
    }
    const ready = found.filter((node) => uses.get(node) === 0)
    for (const node of ready) {
      for (const { node: below, rule } of node.calls) {
        if (rule !== undefined) continue
        const left = (uses.get(below) ?? 0) - 1
        uses.set(below, left)
        if (left === 0) ready.push(below)
      }
    }
    return ready
  }

  /** Models in the file that no other refers to, though they hold something. */
  function unused(): { block: Block; references: number }[] {
    const candidates = main.blocks.filter((block) => !nodes.has(block) && isModel(block))
    const entered = candidates.map((block) => enter(main, block))
    const used = new Set(entered.flatMap(({ calls }) => calls.map(({ node }) => node)))
    return entered
      .filter((node) => !used.has(node) && node.size > 0)
      .map(({ block, references }) => ({ block, references }))
  }

  function isModel(block: Block): boolean {
    const key = nameKey(block.name)
    return finder.blockOf(key, main) === block && finder.role(block, main, key).type === 'model'
  }
}

/** A use of another block, not yet entered. */
interface Use {
  target: Target & { type: 'model' }
  call: Omit<Node['calls'][number], 'node'>
}
