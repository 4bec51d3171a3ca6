import { lazy } from '../lazy.js'
import { openTable } from './table.js'

/** A LEGO element number: a part in a color, in Rebrickable's numbers. */
export interface ElementFact {
  element: string
  part: string
  color: number
  /** The other elements of the same part and color, newest first. */
  siblings: string[]
}

export interface ElementFacts {
  of(part: string, color: number): string[]
  element(number: string): ElementFact | undefined
}

/** Reads `elements.tsv`: a row for each part, in it `color:element element` for each color. */
export function openElements(bytes: Uint8Array): ElementFacts {
  const table = openTable(bytes)
  const places = lazy(() => indexElements(table.text()))
  let asked = 0
  return { of, element }

  function of(part: string, color: number): string[] {
    const field = table.row(part)?.find((text, i) => i > 0 && text.startsWith(`${color}:`))
    return field === undefined ? [] : field.slice(field.indexOf(':') + 1).split(' ')
  }

  function element(number: string): ElementFact | undefined {
    if (!/^\d{3,9}$/.test(number)) return undefined
    const text = table.text()
    const at = ++asked > FEW ? places().get(number) : new RegExp(`[: ]${number}(?=[ \\t\\n])`).exec(text)?.index
    if (at === undefined) return undefined
    const start = text.lastIndexOf('\n', at) + 1
    const part = text.slice(start, text.indexOf('\t', start))
    const color = Number(text.slice(text.lastIndexOf('\t', at) + 1, text.lastIndexOf(':', at)))
    return { element: number, part, color, siblings: of(part, color).filter((other) => other !== number) }
  }
}

/** So many searches of the text take as long as an index of it. */
const FEW = 50

/** Where each element stands: at the colon or blank before it. */
function indexElements(text: string): Map<string, number> {
  const index = new Map<string, number>()
  for (const { 1: number = '', index: at } of text.matchAll(/[: ](\d+)(?=[ \t\n])/g)) {
    if (!index.has(number)) index.set(number, at)
  }
  return index
}
