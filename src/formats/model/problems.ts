import { count } from '../../core/count.js'
import { nameKey } from '../../core/catalog/part-id.js'
import type { Problem } from '../../core/problem.js'
import type { Block, Document, Entry } from '../../ldraw/document.js'
import type { Flat } from '../../ldraw/flatten.js'
import type { Surroundings } from '../codec.js'

/** What is to be said of a model as a whole. */
export function modelProblems(document: Document, flat: Flat, { options }: Surroundings): Problem[] {
  const plain = options.model === undefined && options.all !== true && (options.skip ?? []).length === 0
  const claimed = plain && options.asWritten !== true ? claimProblem(document, flat) : undefined
  const { listed, skipped, added } = flat.ledger
  const empty = listed + skipped + added === 0 ? emptyProblem(document, flat) : undefined
  return [
    ...duplicates(document),
    ...(plain ? unused(document, flat) : []),
    ...(claimed ? [claimed] : []),
    ...(empty ? [empty] : []),
    ...segments(document, flat),
  ]
}

function duplicates({ file, blocks }: Document): Problem[] {
  const first = new Map<string, Block>()
  const problems: Problem[] = []
  for (const block of blocks) {
    const key = nameKey(block.name)
    const known = first.get(key)
    if (!known) first.set(key, block)
    else if (!isEqual(known, block)) {
      const message = `a second block named ${block.name} (the first is in line ${known.line}); the first counts`
      const fix = 'give one of them another name'
      problems.push({ level: 'warning', code: 'mpd.duplicate', file, line: block.line, message, fix })
    }
  }
  return problems
}

function isEqual(a: Block, b: Block): boolean {
  const content = ({ entries }: Block) =>
    JSON.stringify(entries.map((entry) => ('line' in entry ? { ...entry, line: 0 } : entry)))
  return a.entries.length === b.entries.length && content(a) === content(b)
}

function unused({ file }: Document, flat: Flat): Problem[] {
  return flat.unused.map(({ block, references }) => ({
    level: 'note',
    code: 'mpd.unused',
    file,
    line: block.line,
    ...(references <= Number.MAX_SAFE_INTEGER && { quantity: references }),
    message: `${inWords(references)} in ${block.name}, which the main model does not use`,
    fix: `list it with --model "${block.name}", or everything with --all`,
  }))
}

function inWords(references: number): string {
  if (references > Number.MAX_SAFE_INTEGER) return 'more parts than can be counted'
  return count(references, 'part')
}

/** Segments that LSynth made, without the lines that say of what: the hose itself is not in the list. */
function segments({ file }: Document, { ledger }: Flat): Problem[] {
  const quantity = ledger.rules['lsynth'] ?? 0
  if (quantity === 0) return []
  const message = `${quantity} segments or guides of LSynth are no pieces; the hose or chain that they draw is not in the list`
  return [{ level: 'warning', code: 'part.flexible', file, quantity, message, fix: 'add it to your list by hand' }]
}

/** Studio writes how many pieces it counted; a different sum means that one of us is wrong. */
function claimProblem({ file, blocks }: Document, { ledger }: Flat): Problem | undefined {
  const claimed = blocks[0]?.claimed
  const counted = ledger.listed + ledger.added
  if (claimed === undefined || claimed === counted) return undefined
  const message = `Studio counted ${claimed} pieces in this model, we count ${counted}`
  return { level: 'note', code: 'count.claimed', file, line: blocks[0]?.line ?? 1, quantity: counted, message }
}

function isBroken({ kind }: Entry): boolean {
  return kind === 'broken'
}

function emptyProblem({ file, blocks, problems }: Document, flat: Flat): Problem {
  const strange = problems.some(({ code }) => code === 'line.unknown')
  const silent = blocks.every(({ title, entries, draws }) => title === '' && entries.every(isBroken) && !draws)
  const message = silent ? (strange ? 'no line of LDraw in it' : 'the file is empty') : 'the model has no parts'
  const fix = silent
    ? 'name an LDraw file: .ldr, .mpd or .dat'
    : flat.unused.length > 0
      ? 'its main block is empty; see the other blocks with --all'
      : 'a model has type-1 lines, one for each part'
  return { level: 'error', code: 'model.empty', file, message, fix }
}
