import type { Fields, XmlRecord } from './read-xml.js'

/** An element in a record, as the file writes it. */
export interface PlainChild {
  name: string
  /** `<Retain/>`, not `<Retain></Retain>`. */
  isSelfClosing: boolean
}

/** Reads plain records much faster than a parser of all XML can. */
export interface PlainReader {
  /** Tells what elements a record has and in which order; records of these, or of some of them, will be plain. */
  learn(children: readonly PlainChild[]): void
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
 * attributes, entities, comments, CDATA, nor characters that XML forbids. Most of a long list is such. One pattern finds
 * all texts of a record at once. The fields of a record are used again for the next one.
 */
export function plainReader(name: string, take: (record: XmlRecord) => void): PlainReader {
  const finish = `</${name}>`
  const record: XmlRecord = { tag: name.toUpperCase(), line: 0, fields: {} }
  const fields: Fields = record.fields
  const children: PlainChild[] = []
  let lessons = 0
  let keys: string[] = []
  let pattern = patternOf(name, children)
  return {
    learn(more) {
      if (lessons === MOST_LESSONS || !learnOrder(children, more)) return
      lessons++
      keys = children.map((child) => child.name.toUpperCase())
      pattern = patternOf(name, children)
    },
    read(text, start, line) {
      let end = start
      let lines = 0
      let lineEnd = nextLineEnd(text, start)
      for (;;) {
        pattern.lastIndex = end
        const match = pattern.exec(text)
        if (match === null) return { end, lines }
        // What stands before the record is blank, and may have line ends, too.
        countTo(text.indexOf('<', end))
        record.line = line + lines
        end = pattern.lastIndex
        countTo(end)
        fill(match)
        take(record)
      }

      function countTo(place: number): void {
        for (; lineEnd < place; lines++) lineEnd = nextLineEnd(text, lineEnd + 1)
      }
    },
    next(text, start) {
      const end = text.indexOf(finish, start)
      return end < 0 ? text.length : end + finish.length
    },
  }

  /** A name may be there twice, with a text and without. */
  function fill(texts: RegExpExecArray): void {
    for (let i = 0; i < keys.length; i++) if (texts[i + 1] === undefined) fields[keys[i] ?? ''] = undefined
    for (let i = 0; i < keys.length; i++) {
      const text = texts[i + 1]
      if (text !== undefined) fields[keys[i] ?? ''] = children[i]?.isSelfClosing === true ? '' : trimmed(text)
    }
  }
}

/** Nobody has more fields for an item; who makes up others is read by the parser. */
const MOST = 60

/** Who changes the order again and again is read by the parser, too. */
const MOST_LESSONS = 200

/** Brings the children into an order that these have, too, and says whether that is another one. */
function learnOrder(known: PlainChild[], more: readonly PlainChild[]): boolean {
  let isOther = false
  let place = 0
  for (const child of more) {
    const { name, isSelfClosing } = child
    const found = known.findIndex((one) => one.name === name && one.isSelfClosing === isSelfClosing)
    if (found >= place) place = found + 1
    else if (found >= 0) {
      known.splice(place - 1, 0, ...known.splice(found, 1))
      isOther = true
    } else if (known.length < MOST && NAME.test(name)) {
      known.splice(place++, 0, child)
      isOther = true
    }
  }
  return isOther
}

const NAME = /^[A-Za-z]\w{0,40}$/

/** A record of some of the children in this order, whose texts are the groups. */
function patternOf(name: string, children: readonly PlainChild[]): RegExp {
  const texts = children.map((child) =>
    child.isSelfClosing ? `(<${child.name}/>${BLANKS})?` : `(?:<${child.name}>(${TEXT})</${child.name}>${BLANKS})?`,
  )
  return new RegExp(`${BLANKS}<${name}>${BLANKS}${texts.join('')}</${name}>`, 'y')
}

const BLANKS = '[ \\t\\n]*'
/** No mark, no entity, and nothing that XML changes or forbids. */
const TEXT = '[^<>&\\0-\\x09\\x0b-\\x1f\\ud800-\\uffff]*'

function nextLineEnd(text: string, start: number): number {
  const place = text.indexOf('\n', start)
  return place < 0 ? Infinity : place
}

/** Most texts have no blanks around them. */
function trimmed(text: string): string {
  return text.charCodeAt(0) <= 0x20 || text.charCodeAt(text.length - 1) <= 0x20 ? text.trim() : text
}
