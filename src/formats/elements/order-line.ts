/** What a piece of text says of an order: which element, how many; either may be missing. */
export interface OrderWords {
  element?: string
  quantity?: number
  /** Both words are those of a shop: the number has a name before it, or stands as LEGO prints it. */
  sure: boolean
}

/**
 * Reads one line of an order as people copy it from a page or a letter. A line with several elements answers for each.
 * `isElement` says which bare numbers are elements: those that the tables have.
 */
export function orderWords(line: string, isElement: (number: string) => boolean): OrderWords[] {
  if (OF_THE_ORDER.test(line)) return []
  const text = line.replace(/\s{2,}/g, (blank) => (blank.includes('\t') ? '\t' : '  ')).replace(DESIGN, ' ')
  const found = elementsIn(text, isElement)
  if (found.length === 0) {
    const quantity = SUMS.test(text) ? undefined : quantityIn(text)
    return quantity === undefined ? [] : [{ quantity, sure: false }]
  }
  const before = text.slice(0, found[0]?.start)
  const inFront = quantityIn(before + BLANK) !== undefined
  return found.map(({ element, sure }, index) => {
    const quantity = quantityIn(pieceOf(text, found, index, { inFront }))
    return quantity === undefined ? { element, sure } : { element, quantity, sure }
  })
}

/** Lines with numbers that are of the order, not of an item. */
const OF_THE_ORDER =
  /\b(?:order(?:ed)?\s*(?:no\b|number|nr|id|date|#|:)|invoice|tracking|customer|account|phone|tel|zip|postal|post\s?code)\b/i

/** Lines with quantities that are none of an item, unless the line names one. */
const SUMS = /\b(?:sub-?total|total|vat|vip|insiders|points|items|shipping)\b/i

/** The number of the part without its color, which LEGO prints, too. */
const DESIGN = /\bdesign\s*(?:id|no|number|nr)?\W{0,3}\d+/gi

interface FoundElement {
  element: string
  sure: boolean
  start: number
  end: number
}

/** With a name before it; element and design; design and color; bare. */
const ELEMENT =
  /(?:\b(?<label>element|item|article|art|product|sku|id)\.?[ \t]*(?:id|no|number|nr)?[ \t.:#]{0,3})?(?<![\d.,/$€£-])(?<number>\d{4,7})(?:\/(?<other>\d{2,7}))?(?![\d/]|[.,]\d)/gi

function elementsIn(text: string, isElement: (number: string) => boolean): FoundElement[] {
  const found: FoundElement[] = []
  for (const match of text.matchAll(ELEMENT)) {
    const { label, number = '', other } = match.groups ?? {}
    const element = other === undefined ? number : ofPair(number, other)
    if (element === undefined) continue
    const start = match.index
    const end = start + match[0].length
    const inBrackets = text[start - 1] === '(' && text[end] === ')' && element.length > 5
    const sure = label !== undefined || other !== undefined || inBrackets
    if (sure || (element.length > 5 && isElement(element))) found.push({ element, sure, start, end })
  }
  return found
}

/** `300121/3001` is element and design, `3001/300121` the other way round, `3001/21` design and LEGO's color. */
function ofPair(a: string, b: string): string | undefined {
  if (a.length >= 6) return a
  if (b.length >= 6) return b
  return b.length <= 3 ? a + b : undefined
}

/** What of a line belongs to one of its elements: what follows it, unless quantities come first on the line. */
function pieceOf(text: string, found: FoundElement[], index: number, { inFront }: { inFront: boolean }): string {
  const [one, next, before] = [found[index], found[index + 1], found[index - 1]]
  if (!one) return text
  const start = inFront || index === 0 ? (before?.end ?? 0) : one.start
  const end = inFront && next ? one.end : (next?.start ?? text.length)
  return text.slice(start, one.start) + BLANK + text.slice(one.end, end)
}

/** Stands where an element was. */
const BLANK = ' \uFFFC '

/** Sizes in names, so that the 4 of `Brick 2 x 4` is no quantity. */
const SIZE = /\b\d+(?:[./]\d+)?[x×]\d+(?:[x×][\d./]+)*\b|\b\d+ [x×] \d+(?: [x×] \d+)?(?:[ /]\d\/\d)?\b(?!\w)/gi

const QUANTITIES = [
  /\b(?:qty|quantity|quantité|menge|anzahl|aantal|cantidad|antal|stk)\.?\s*[:=]?\s*(\d{1,5})\b/i,
  /\b(\d{1,5})\s*(?:pcs|pieces|stück|pc)\b/i,
  /^\W*(\d{1,5})\s?[x×](?=\s|\uFFFC|$)/i,
  /(?:^|[\s(\uFFFC])[x×]\s?(\d{1,5})(?=$|[\s),;])/i,
  // A column of its own, as copied tables have it.
  /(?:\t|\s{2,}|\|\s*)(\d{1,5})(?=\s*(?:$|\t|\s{2,}|\|))/,
  /^\s*(\d{1,5})(?=\t|\s{2,}|\s*\|)/,
]

function quantityIn(text: string): number | undefined {
  const plain = text.replace(SIZE, ' ~ ')
  for (const pattern of QUANTITIES) {
    const [, digits] = pattern.exec(plain) ?? []
    if (digits !== undefined) return Number(digits)
  }
  return undefined
}
