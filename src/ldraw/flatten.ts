import { MAIN_COLOR } from '../core/catalog/color-code.js'
import { BrickError, EXIT } from '../core/error.js'
import type { Lot } from '../core/inventory.js'
import { emptyLedger, type Ledger } from '../core/ledger.js'
import { nameKey } from '../core/catalog/part-id.js'
import type { Problem } from '../core/problem.js'
import type { Block, Document } from './document.js'
import { buildGraph, type GraphOptions, type Node } from './graph.js'
import type { PieceStatus } from './target.js'

export interface Flat {
  /** Parts as referenced, in LDraw ids; each part and color once. */
  lots: Lot[]
  ledger: Ledger
  problems: Problem[]
  /** How each part stands, where it is not simply a part of the library. */
  statuses: Map<string, Exclude<PieceStatus, 'library'>>
  /** Titles of the parts that the model brings along. */
  titles: Map<string, string>
  /** Blocks that nothing refers to, with the references in them. */
  unused: { block: Block; references: number }[]
}

export interface FlattenOptions extends GraphOptions {
  /** The color for what is left open at the top. */
  mainColor: number
  /** Count these blocks. */
  roots: Block[]
  /** And all that nothing in the file refers to. */
  all: boolean
}

/**
 * Counts the parts of a model: each block once, with the color of the referring line left open, and then as often
 * as it is referred to. So forty blocks that double each other are no more work than forty lines.
 *
 * @throws {BrickError} when the model has more pieces than can be counted exactly, which is 2^53.
 */
export function flatten(document: Document, options: FlattenOptions): Flat {
  const graph = buildGraph(document, options)
  const roots = options.roots.map((block) => graph.enter(document, block))
  const unused = graph.unused()
  if (options.all) roots.push(...unused.filter(isWanted).map(({ block }) => graph.enter(document, block)))
  const reached = graph.order(roots)
  const counter = openCounter()
  for (const root of roots) raise(root, options.mainColor, 1)
  for (const node of reached) count(node)
  return {
    lots: counter.lots(),
    ledger: counter.ledger,
    problems: reached.flatMap((node) => node.problems),
    ...graph.pieces(),
    unused: options.all ? [] : unused,
  }

  function isWanted({ block }: { block: Block }): boolean {
    return options.leaveOut(nameKey(block.name), { type: 'model', document, block }) === undefined
  }

  function raise(node: Node, color: number, times: number): void {
    node.occurrences.set(color, (node.occurrences.get(color) ?? 0) + times)
  }

  function count(node: Node): void {
    // Blocks without content may be used more often than there are numbers.
    if (node.size === 0) return
    let total = 0
    for (const times of node.occurrences.values()) total += times
    if (total * node.size > Number.MAX_SAFE_INTEGER) throw tooMany(document.file)
    counter.account(node, total)
    for (const leaf of node.leaves) {
      if (leaf.color !== MAIN_COLOR) counter.add(node, leaf, leaf.color, total)
      else for (const [color, times] of node.occurrences) counter.add(node, leaf, color, times)
    }
    for (const call of node.calls) {
      if (call.rule !== undefined) continue
      if (call.color !== MAIN_COLOR) raise(call.node, call.color, total * call.count)
      else for (const [color, times] of node.occurrences) raise(call.node, color, times * call.count)
    }
  }
}

interface Leaf {
  part: string
  line: number
  step: number
  count: number
}

/** Adds up lots and ledger while the blocks go by, each block once. */
function openCounter() {
  const lots = new Map<string, Required<Pick<Lot, 'part' | 'color' | 'quantity' | 'places'>>>()
  const ledger = emptyLedger()
  return { ledger, account, add, lots: () => [...lots.values()] }

  function account(node: Node, times: number): void {
    ledger.references += node.own * times
    ledger.nameless += node.nameless * times
    ledger.unresolved += node.unresolved * times
    for (const leaf of node.leaves) {
      if (leaf.added) ledger.added += leaf.count * times
      else ledger.listed += leaf.count * times
    }
    for (const [rule, count] of node.skipped) skip(rule, count * times)
    for (const { node: target, count, rule } of node.calls) {
      if (rule === undefined) continue
      ledger.references += target.references * count * times
      skip(rule, target.references * count * times)
    }
  }

  function skip(rule: string, count: number): void {
    ledger.skipped += count
    ledger.rules[rule] = (ledger.rules[rule] ?? 0) + count
  }

  function add(node: Node, { part, line, step, count }: Leaf, color: number, times: number): void {
    const key = `${color} ${part}`
    const quantity = count * times
    let lot = lots.get(key)
    if (!lot) lots.set(key, (lot = { part, color, quantity: 0, places: [] }))
    lot.quantity += quantity
    const last = lot.places.at(-1)
    if (last && last.file === node.document.file && last.model === node.name && (last.step ?? 0) === step) {
      last.quantity += quantity
      last.line = Math.min(last.line, line)
    } else {
      const place = { file: node.document.file, model: node.name, line, quantity }
      lot.places.push(step === 0 ? place : { ...place, step })
    }
  }
}

function tooMany(file: string): BrickError {
  return new BrickError(
    `${file} has more than 9,007,199,254,740,991 pieces, which is more than can be counted exactly`,
    {
      exit: EXIT.input,
      hint: 'a file whose submodels double each other more than 53 times is no model; look at its type-1 lines',
    },
  )
}
