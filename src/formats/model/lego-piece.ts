import type { XmlRecord } from '../xml/read-xml.js'

/** One `Part` of a model: a moulded piece. */
export interface LegoPiece {
  /** LEGO's design number, without its revision; empty where there is none. */
  design: string
  /** LEGO's number of the first color; 0 is "not chosen". */
  color: number
  /** Further colors of the piece, where it has any. */
  others: number[]
  /** What is printed on it, by numbers that only LEGO's programs know. */
  decorations: string[]
  /** LEGO's element number. */
  element: string | undefined
  line: number
}

/**
 * A `Part`, or a `Brick` that says all by itself. Version 4 has one color (`materialID`), later ones a list in which 0
 * is "as the first" (`21,0,0`), with the surface behind each since version 8 (`26:0`), where designs have revisions
 * (`3001;B`).
 */
export function readPiece({ fields, line }: XmlRecord): LegoPiece {
  const [color = 0, ...more] = (fields['@MATERIALS'] ?? fields['@MATERIALID'] ?? '').split(',').map(wholeNumber)
  return {
    design: designOf(fields['@DESIGNID']),
    color,
    others: [...new Set(more)].filter((other) => other !== 0 && other !== color),
    decorations: (fields['@DECORATION'] ?? '')
      .split(',')
      .map(trim)
      .filter((id) => /[1-9a-z]/i.test(id)),
    element: (fields['@ITEMNOS'] ?? '')
      .split(',')
      .map(trim)
      .find((text) => /^[1-9]\d{2,8}$/.test(text)),
    line,
  }
}

function designOf(text = ''): string {
  return trim(text.split(';', 1)[0] ?? '').slice(0, MAX_LENGTH)
}

/** No number of LEGO's is a tenth as long. */
const MAX_LENGTH = 100

function wholeNumber(text: string): number {
  const digits = /^\s*(\d{1,6})\s*(?::|$)/.exec(text)?.[1]
  return digits === undefined ? 0 : Number(digits)
}

function trim(text: string): string {
  return text.trim()
}
