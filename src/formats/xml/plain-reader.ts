import type { Fields, XmlRecord } from './read-xml.js'

/** Reads plain records much faster than a parser of all XML can. */
export interface PlainReader {
  /**
   * Hands over the records that stand one after the other from `start` on, and says where the first begins that is not
   * plain, not whole or not a record. `lines` is the number of line ends that it passed.
   */
  read(text: string, start: number, line: number): { end: number; lines: number }
  /** Where to try again: behind the next record. */
  next(text: string, start: number): number
}

/**
 * Reads elements of one name (as the file spells it) whose children are elements with text and nothing else: no
 * attributes, entities, comments, CDATA, nor characters that XML forbids. Most of a long list is such. The fields of
 * a record are used again for the next one.
 */
export function plainReader(name: string, take: (record: XmlRecord) => void): PlainReader {
  const begin = `<${name}>`
  const finish = `</${name}>`
  const record: XmlRecord = { tag: name.toUpperCase(), line: 0, fields: {} }
  const fields: Fields = record.fields
  /** In the order in which the last records had them. */
  const children: Child[] = []
  /** Which children a record has. */
  const found: Child[] = []
  /** Where the last scan ended, and the line ends that it passed. */
  let at = 0
  let lines = 0
  return {
    read(text, start, line) {
      let end = start
      let passed = 0
      at = start
      lines = 0
      while (readOne(text, line)) {
        end = at
        passed = lines
      }
      return { end, lines: passed }
    },
    next(text, start) {
      const end = text.indexOf(finish, start)
      return end < 0 ? text.length : end + finish.length
    },
  }

  function readOne(text: string, line: number): boolean {
    if (!skipBlanks(text) || !text.startsWith(begin, at)) return false
    record.line = line + lines
    at += begin.length
    found.length = 0
    const isWhole = readChildren(text)
    if (isWhole) take(record)
    for (const { key } of found) fields[key] = undefined
    return isWhole
  }

  function readChildren(text: string): boolean {
    for (let place = 0; ; place++) {
      if (!skipBlanks(text)) return false
      if (text.startsWith(finish, at)) {
        at += finish.length
        return true
      }
      place = placeOf(text, place)
      const child = children[place]
      if (child === undefined) return false
      const start = at + child.begin.length
      at = start
      found.push(child)
      fields[child.key] = ''
      if (child.finish === '') continue
      if (!skipText(text) || !text.startsWith(child.finish, at)) return false
      const value = text.slice(start, at)
      fields[child.key] = isBlank(text.charCodeAt(start)) || isBlank(text.charCodeAt(at - 1)) ? value.trim() : value
      at += child.finish.length
    }
  }

  /** Which child begins here; most often it is the one that followed in the last record, too. */
  function placeOf(text: string, expected: number): number {
    for (let place = expected; place < children.length; place++)
      if (text.startsWith(children[place]?.begin ?? '', at)) return place
    const known = children.findIndex((child) => text.startsWith(child.begin, at))
    if (known >= 0 || children.length >= MOST) return known
    NAME.lastIndex = at
    const [begin, tag, empty] = NAME.exec(text) ?? []
    if (begin === undefined || tag === undefined) return -1
    return children.push({ key: tag.toUpperCase(), begin, finish: empty === '/' ? '' : `</${tag}>` }) - 1
  }

  /** To the next character that is not blank; false where there is none. */
  function skipBlanks(text: string): boolean {
    const { length } = text
    let i = at
    for (; i < length; i++) {
      const code = text.charCodeAt(i)
      if (code === BLANK) continue
      if (code === NEWLINE) lines++
      else if (!isBlank(code) || (code === RETURN && text.charCodeAt(i + 1) !== NEWLINE)) break
    }
    at = i
    return i < length
  }

  /** To the next `<`; false where something else has a meaning of its own. */
  function skipText(text: string): boolean {
    const { length } = text
    for (let i = at; i < length; i++) {
      const code = text.charCodeAt(i)
      if (code === LESS) {
        at = i
        return true
      }
      if (code === NEWLINE) lines++
      else if (code < BLANK || code === AND || code === MORE || code >= SURROGATES) return false
    }
    return false
  }
}

interface Child {
  key: string
  begin: string
  /** '' where it is empty: `<Retain/>`. */
  finish: string
}

/** Nobody has more fields for an item; who makes up others is read by the parser. */
const MOST = 60

const NAME = /<([A-Za-z]\w{0,40})(\/?)>/y

const [NEWLINE, RETURN, BLANK, AND, LESS, MORE, SURROGATES] = [0x0a, 0x0d, 0x20, 0x26, 0x3c, 0x3e, 0xd800]

function isBlank(code: number): boolean {
  return code === BLANK || (code <= RETURN && code >= 0x09 && code !== 0x0b && code !== 0x0c)
}
