import type { Facts } from '../core/catalog/facts.js'
import { BrickError, EXIT } from '../core/error.js'
import type { Source } from '../core/source.js'
import type { Codec } from './codec.js'
import { csvBytes } from './rows/bytes.js'
import { linesOf } from './rows/lines.js'
import { listReading, type ListReading } from './list-reading.js'
import { orderWords, type OrderWords } from './elements/order-line.js'
import { elementLot } from './pick-a-brick.js'

/**
 * Text that was copied from a LEGO order: of the page, the confirmation, the e-mail. Nobody says how it looks, and it
 * changes; each line is asked for an element number and a quantity, and both may stand on lines of their own.
 */
export const orderText: Codec<'element'> = {
  id: 'order-text',
  title: 'text of a LEGO order',
  system: 'element',

  read(source, file, { catalog }) {
    const reading = listReading('element', file)
    const isElement = knownElements(catalog)
    let found = 0
    const items = openItems(reading)
    const orders = new Set<string>()
    let line = 0
    for (const text of ordersIn(source, file)) {
      line++
      const order = ORDER.exec(text)?.[1]
      if (order !== undefined) orders.add(`LEGO ${order.toUpperCase()}`)
      for (const words of orderWords(text, isElement)) {
        if (words.element !== undefined) found++
        items.take(words, line)
      }
      if (ALONE.test(text)) items.alone(Number(text))
    }
    items.end()
    if (found > 0) return { ...reading.end(), orders: [...orders] }
    throw new BrickError(`${file} has no element numbers, as LEGO orders have them`, {
      exit: EXIT.input,
      hint: 'copy the list of what was ordered, with its numbers, as in: 4 x BRICK 2X4 (300121)',
    })
  },
}

/** `Order number: T123456789`, as the letters and pages have it; a date is none. */
const ORDER = /\border\s*(?:no\b|number|nr\b|id\b|#)[\s.:#]*([a-z]{0,3}\d{6,14})(?![\w./-])/i

/** A number on a line of its own: what a page shows of the field for the quantity. */
const ALONE = /^\s*\d{1,4}\s*$/

/** Puts together what stands on several lines. */
function openItems(reading: ListReading<'element'>) {
  let open: { element: string; line: number } | undefined
  let early: number | undefined
  return { take, alone, end }

  function take({ element, quantity }: OrderWords, line: number): void {
    if (element === undefined) {
      if (open && quantity !== undefined) close(quantity)
      else early = quantity
      return
    }
    end()
    open = { element, line }
    const count = quantity ?? early
    early = undefined
    if (count !== undefined) close(count)
  }

  /** A bare number says nothing before there is an element. */
  function alone(quantity: number): void {
    if (open) close(quantity)
  }

  function end(): void {
    if (!open) return
    const { element, line } = open
    const message = `no quantity beside the element ${element}: counted as one`
    reading.tell({ level: 'note', code: 'list.quantity', line, message })
    close(1)
  }

  function close(quantity: number): void {
    if (open) reading.add(elementLot(open.element, quantity), open.line)
    open = undefined
  }
}

/** Old Macs end lines in a way of their own. */
function* ordersIn(source: Source, file: string): Iterable<string> {
  for (const line of linesOf(textsOf(source), file)) yield* line.split('\r')
}

function* textsOf(source: Source): Iterable<string> {
  const decoder = new TextDecoder()
  for (const piece of csvBytes(source).pieces()) yield decoder.decode(piece, { stream: true })
}

/** Bare numbers are many in a letter; only those that the tables have are elements. */
function knownElements(facts: Facts): (number: string) => boolean {
  const known = new Map<string, boolean>()
  return (number) => {
    const answer = known.get(number) ?? facts.element(number) !== undefined
    known.set(number, answer)
    return answer
  }
}
