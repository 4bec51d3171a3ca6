import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { count } from '../../core/count.js'
import { BrickError, EXIT } from '../../core/error.js'
import type { Problem } from '../../core/problem.js'
import type { Source } from '../../core/source.js'
import { ENTITIES, mender } from './mend.js'
import { MAX_TEXT, xmlPieces } from './pieces.js'
import { plainReader, type PlainChild, type PlainReader } from './plain-reader.js'

/** An element as a flat record: the texts of the elements in it, by tag. */
export interface XmlRecord {
  /** In upper case, as all tags here. */
  tag: string
  /** Where it begins, counted from 1. */
  line: number
  /** By tag, or by `@` and the name of an attribute. What is empty is there, and ''. */
  fields: Fields
}

export type Fields = Record<string, string | undefined>

interface XmlReader {
  /** The elements that are handed over when they end, inner ones first; nothing else is kept, nor they afterwards. */
  records: string[]
  /** When such an element begins; its fields are its attributes. */
  begin?(record: XmlRecord): void
  take(record: XmlRecord): void
}

interface XmlReading {
  /** The first element of the file; undefined where there is none. */
  root: string | undefined
  problems: Problem[]
}

/**
 * Reads XML of any length, piece by piece, as strictly as XML is, but for slips that people and programs make again and
 * again and that leave no doubt: several roots or none, a bare `&`, unknown entities, control characters. Nothing is
 * ever looked up: no file may define entities or name another file.
 * @throws {BrickError} when it is cut off, no XML at all, or made to do harm.
 */
export function readXml(source: Source, file: string, { records, begin, take }: XmlReader): XmlReading {
  const parser = new SaxesParser({ fragment: true, position: false, xmlns: false })
  const wanted = new Set(records)
  const problems: Problem[] = []
  const mend = mender(slip)
  const tags = new Map<string, string>()
  /** The records that are open, the innermost last. */
  const open: { record: XmlRecord; depth: number; size: number; isFlat: boolean; children: PlainChild[] }[] = []
  let root: string | undefined
  let taken = 0
  let depth = 0
  let text = ''
  let isLeaf = false
  /** How much the parser has been given in all, and since it last said anything. */
  let given = 0
  let unsaid = 0
  /** How much it had been given when it last said that a tag ends: if that is all, it stands between elements. */
  let eventAt = -1
  /** What is plain goes past the parser, as soon as it has found out what there is. */
  let plain: PlainReader | undefined
  let plainTag = ''
  let passed = 0

  Object.assign(parser.ENTITIES, ENTITIES)
  // More listeners than these make the parser five times slower: V8 then takes it for a dictionary.
  parser.on('error', ({ message }) => failed(message))
  parser.on('opentag', opened)
  parser.on('text', said)
  parser.on('cdata', said)
  parser.on('closetag', closed)
  for (const piece of xmlPieces(source, file, (problem) => problems.push(problem)))
    write(piece.includes('\r') ? piece.replaceAll('\r\n', '\n') : piece)
  parser.close()
  return { root, problems }

  function write(piece: string): void {
    for (let at = 0; at < piece.length;) {
      const isBetween = plain !== undefined && eventAt === given && !open.some(({ record }) => record.tag === plainTag)
      if (plain && isBetween) {
        const { end, lines } = plain.read(piece, at, lineNow())
        passed += lines
        at = end
      }
      const end = plain ? plain.next(piece, at) : tagEnd(piece, at + FIRST)
      if (end > at) parse(at === 0 && end === piece.length ? piece : piece.slice(at, end))
      at = end
    }
  }

  function parse(text: string): void {
    if (DEFINES.test(text)) throw refused('it defines entities, which no list does', LIST)
    const mended = mend(text.includes('<?xml') ? withoutDeclarations(text) : text, lineNow())
    unsaid += mended.length
    given += mended.length
    parser.write(mended)
    if (unsaid > MAX_TEXT + mended.length) throw tooLong()
  }

  /** The parser does not see all lines. */
  function lineNow(): number {
    return parser.line + passed
  }

  function opened(tag: SaxesTagPlain): void {
    const name = upper(tag.name)
    root ??= name
    unsaid = 0
    eventAt = parser.position
    text = ''
    isLeaf = true
    if (++depth > MAX_DEPTH) throw refused(`elements in each other, more than ${MAX_DEPTH} deep`, LIST)
    if (!wanted.has(name)) return
    const outer = open.find(({ record }) => record.tag === name)
    if (outer)
      throw refused(`<${tag.name}> begins before the one of line ${outer.record.line} ends`, `close it: </${tag.name}>`)
    const fields: Fields = {}
    for (const key of Object.keys(tag.attributes)) fields[`@${upper(key)}`] = tag.attributes[key] ?? ''
    const record = { tag: name, line: lineNow(), fields }
    const outside = open.at(-1)
    if (outside) outside.isFlat = false
    open.push({ record, depth, size: 0, isFlat: true, children: [] })
    begin?.(record)
  }

  function said(more: string): void {
    unsaid = 0
    if (!isLeaf) return
    text = text === '' ? more : text + more
    if (text.length > MAX_TEXT) throw tooLong()
  }

  function closed(tag: SaxesTagPlain): void {
    const inner = open.at(-1)
    if (inner?.depth === depth) {
      open.pop()
      handOver(inner.record)
      if (inner.isFlat && plain === undefined) {
        plain = plainReader(tag.name, handOver)
        plainTag = inner.record.tag
      }
      if (plainTag === inner.record.tag) plain?.learn(inner.children)
    } else if (isLeaf && inner?.depth === depth - 1) {
      const name = upper(tag.name)
      inner.size += name.length + text.length + 16
      if (inner.size > MAX_TEXT)
        throw refused(`<${inner.record.tag}> of line ${inner.record.line} holds more than 1 MB`, LIST)
      inner.record.fields[name] = clean(text)
      inner.children.push(tag)
    }
    unsaid = 0
    isLeaf = false
    eventAt = parser.position
    depth--
  }

  function handOver(record: XmlRecord): void {
    taken++
    take(record)
  }

  /** Files have few tags, and each of them thousands of times. */
  function upper(name: string): string {
    const known = tags.get(name)
    if (known !== undefined) return known
    const tag = name.toUpperCase()
    if (tags.size < 1000) tags.set(name, tag)
    return tag
  }

  function failed(message: string): void {
    const harmless = SLIPS.get(message)
    if (harmless === '') return
    if (harmless !== undefined) return slip(lineNow(), harmless)
    const unclosed = /^unclosed tag: (.*)$/s.exec(message)?.[1]
    if (unclosed !== undefined || message === 'unexpected end.') {
      const where = unclosed === undefined ? 'a tag' : `<${unclosed.slice(0, 30)}>`
      const all = count(taken, 'whole item')
      throw new BrickError(`${file} ends in the middle of ${where}, at line ${lineNow()}, after ${all}`, {
        exit: EXIT.input,
        hint: 'download or save it again',
      })
    }
    throw refused(
      `not well-formed XML: ${message.replace(/\.$/, '').slice(0, 80)}`,
      'mend the line, or export it again',
    )
  }

  function slip(line: number, message: string): void {
    if (problems.some(({ code }) => code === 'file.mended')) return
    problems.push({ level: 'warning', code: 'file.mended', file, line, message: `${message}; read as it stands` })
  }

  function tooLong(): BrickError {
    return refused('a text, a tag or a comment of more than 1 MB', LIST)
  }

  function refused(what: string, hint: string): BrickError {
    return new BrickError(`cannot read ${file} as XML, from line ${lineNow()}: ${what}`, { exit: EXIT.input, hint })
  }
}

/** Enough for the first record, after which there is a faster way. */
const FIRST = 1 << 12

function tagEnd(text: string, start: number): number {
  return text.indexOf('>', start) + 1 || text.length
}

const MAX_DEPTH = 100
const LIST = 'no list of parts is like this; export it again from where it comes'

/** A document type with definitions in it, which XML bombs are made of. BrickStore's own has none. */
const DEFINES = /<!DOCTYPE[^>[]*\[/i

/** What leaves no doubt of what is meant, by what the parser says of it; '' where there is nothing to tell. */
const SLIPS = new Map([
  ['undefined entity.', 'an entity that XML has not'],
  ['disallowed character in entity name.', 'an entity that XML has not'],
  ['malformed character entity.', 'a character that XML cannot hold'],
  ['disallowed character.', 'a character that XML cannot hold'],
  ['the string "]]>" is disallowed in char data.', '"]]>" in a text'],
  ['inappropriately located doctype declaration.', ''],
  ['malformed comment.', ''],
])

/** The parser reads pieces without a root, and those have no declaration; files that were joined have several. */
function withoutDeclarations(text: string): string {
  return text.replace(/<\?xml\s[^>]*>/g, (declaration) => declaration.replace(/[^\r\n]+/g, ''))
}

/** Without white space around, and without control characters. */
function clean(text: string): string {
  const trimmed = text.trim()
  return CONTROL.test(trimmed) ? trimmed.replace(CONTROLS, '') : trimmed
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/
const CONTROLS = new RegExp(CONTROL.source, 'g')
