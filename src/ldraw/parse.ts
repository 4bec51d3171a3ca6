import { sourceOf, type Source } from '../core/source.js'
import { parseColor } from './color.js'
import type { Block, Document, Entry, Meta, ReferenceEntry } from './document.js'
import { openText } from './encoding.js'
import { parseStructure, readHeaderLine } from './header.js'
import { parseMeta } from './meta.js'
import { lostProblem, strangeProblem, type Lines } from './parse-problems.js'
import { modelLog } from './problem-log.js'
import { PLAIN_LINE, readReference, STUDIO_LINES, type SlowReference } from './reference.js'
import type { Spelling } from './loop.js'
import { scan } from './scan.js'

export interface ParseOptions {
  /** Read what is nearly right, too: UTF-16, Studio's own line types. */
  mend: boolean
  /** Keep building steps apart; without it, equal references of all steps are one entry. */
  steps: boolean
  /** Read Studio's own line types, also without `mend`. */
  studioLines?: boolean
}

/** Reads an LDraw file. Never throws: what cannot be read is a problem, with its line. */
export function parseDocument(input: Uint8Array | Source, file: string, options: ParseOptions): Document {
  const { mend, steps, studioLines = mend } = options
  const text = openText(input instanceof Uint8Array ? sourceOf(input) : input, file, mend)
  let bytes: Uint8Array = new Uint8Array()
  const log = modelLog(file, text.problems)
  const document: Document = { file, blocks: [newBlock('', 1)], colors: new Map(), problems: log.problems }
  const names: string[] = []
  const colors: number[] = []
  let block = document.blocks[0] as Block
  /** No block has been opened: the whole file is one model, until one is. */
  let plain = true
  let outside = false
  let inData = false
  let step = steps ? 1 : 0
  let mark: ReferenceEntry['mark']
  const lost = { count: 0, line: 0 }
  const strange = { count: 0, line: 0 }

  const reader = {
    careful: false,
    chunk(next: Uint8Array): void {
      bytes = next
    },
    spelling({ key, colorStart, colorEnd, nameStart, nameEnd }: Spelling): boolean {
      const color = parseColor(text.decode(bytes, colorStart, colorEnd))
      colors[key] = color ?? 0
      names[key] = text.decode(bytes, nameStart, nameEnd)
      return color !== undefined
    },
    references(key: number, count: number, line: number): void {
      refer({ kind: 'reference', name: names[key] ?? '', color: colors[key] ?? 0, count, line, step })
    },
    bent(key: number, shape: number, line: number): void {
      if (!outside && !inData && placesParts(block)) log.bent(names[key] ?? '', shape, line)
    },
    drawing(): void {
      if (!outside && !inData) block.draws = true
    },
    slow(start: number, end: number, line: number, flush: () => void): void {
      readLine(text.decode(bytes, start, end), line, flush)
    },
  }
  scan(text.chunks(), reader)
  for (const { entries } of document.blocks) entries.sort((a, b) => lineOf(a) - lineOf(b))
  if (lost.count > 0) log.add(lostProblem(lost))
  if (strange.count > 0) log.add(strangeProblem(strange))
  log.close()
  return document

  function readLine(line: string, number: number, flush: () => void): void {
    const [, type = '', rest = ''] = /^([^\s\u00a0]*)[\s\u00a0]*([^]*)$/.exec(line) ?? []
    if (type === '0') {
      if (rest === '') block.title ||= ' '
      else readMeta(rest, number, flush)
    } else if (type === '1') readSlowly(readReference(rest, PLAIN_LINE, line.includes('\u00a0')), number)
    else if (studioLines && STUDIO_LINES[type]) readSlowly(readReference(rest, STUDIO_LINES[type]), number)
    else if (!inData && !outside && !/^[2-5]$/.test(type)) tally(strange, 1, number)
  }

  function readSlowly(reference: SlowReference, line: number): void {
    if (!outside && !inData && reference.problem) log.add({ ...reference.problem, line })
    if (reference.kind === 'broken') {
      if (!outside && !inData) block.entries.push({ kind: 'broken', nameless: reference.nameless, count: 1 })
    } else {
      const { name, color } = reference
      const entry: ReferenceEntry = { kind: 'reference', name, color, count: 1, line, step }
      if (mark !== undefined) entry.mark = mark
      refer(entry)
    }
    forgetMark()
  }

  function forgetMark(): void {
    mark = undefined
    reader.careful = false
  }

  function refer(entry: Entry & { line: number; count: number }): void {
    if (inData) return
    if (!outside) return void block.entries.push(entry)
    tally(lost, entry.count, entry.line)
  }

  function readMeta(rest: string, line: number, flush: () => void): void {
    const structure = parseStructure(rest.trim())
    if (structure) {
      flush()
      openBlock(structure.word, structure.name, line)
      return
    }
    if (inData || outside) return
    block.title ||= rest.trim()
    if (rest.startsWith('//') || readHeaderLine(rest, block, document)) return
    if (/^(STEP|ROTSTEP)\b/i.test(rest)) {
      if (!steps) return
      flush()
      step++
      return
    }
    if (/^!LEOCAD\s+PIECE\s+(HIDDEN|STEP_HIDE)\b/.test(rest)) {
      mark = 'unseen'
      reader.careful = true
      return
    }
    const inner = /^(GHOST|MLCAD\s+HIDE|!:)\s*([^]*)$/.exec(rest)
    if (inner) readInner(inner[1] ?? '', inner[2] ?? '', line, flush)
    else {
      const meta = parseMeta(rest)
      if (meta) pushMeta(meta, line, flush)
    }
  }

  function pushMeta(meta: Meta, line: number, flush: () => void): void {
    flush()
    block.entries.push({ kind: 'meta', meta, line, step })
  }

  /** A type-1 line behind a word that says what is special about it. */
  function readInner(word: string, inner: string, line: number, flush: () => void): void {
    const rest = /^1\s+([^]*)$/.exec(inner.trim())?.[1]
    if (rest === undefined) return
    flush()
    mark = word === '!:' ? 'textured' : word === 'GHOST' ? 'ghost' : 'hidden'
    readSlowly(readReference(rest), line)
  }

  function openBlock(word: string, name: string, line: number): void {
    forgetMark()
    step = steps ? 1 : 0
    inData = word === '!DATA'
    outside = word === 'NOFILE'
    if (outside) return
    if (plain) discard(block)
    plain = false
    if (inData) return
    block = newBlock(name, line)
    document.blocks.push(block)
  }

  function discard(preamble: Block): void {
    document.blocks.length = 0
    for (const entry of preamble.entries) if (entry.kind === 'reference') tally(lost, entry.count, entry.line)
  }
}

/** Lines that are read slowly come before those that were counted meanwhile. Of broken ones only the number matters. */
function lineOf(entry: Entry): number {
  return entry.kind === 'broken' ? 0 : entry.line
}

/** Parts that a file brings along are drawn with bent primitives, which says nothing of pieces. */
function placesParts({ header, flexible }: Block): boolean {
  return !flexible && (header === undefined || header === 'model')
}

/** So many lines of one kind, and the first of them. */
function tally(lines: Lines, count: number, line: number): void {
  lines.count += count
  lines.line ||= line
}

function newBlock(name: string, line: number): Block {
  return {
    name,
    line,
    title: '',
    header: undefined,
    qualifier: undefined,
    draws: false,
    flexible: false,
    standsFor: undefined,
    claimed: undefined,
    mainColor: undefined,
    keywords: [],
    category: '',
    entries: [],
  }
}
