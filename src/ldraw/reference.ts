import type { Problem } from '../core/problem.js'
import { parseColor } from './color.js'

/** A type-1 line that is not plain: read with care, or refused with words. Never a part from shifted fields. */
export type SlowReference =
  | { kind: 'reference'; name: string; color: number; problem?: Complaint }
  | { kind: 'broken'; nameless: boolean; problem: Complaint }

type Complaint = Pick<Problem, 'level' | 'code' | 'message' | 'fix' | 'quantity'>

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** A file name where a number should be: numbers are missing, and what follows is no name. */
const NAME = /\.(?:dat|ldr|mpd)$/i

/**
 * Reads the rest of a type-1 line, after its line type: a color, twelve numbers, and a name that is the rest
 * of the line. `words` says where the numbers begin; Studio's own line types have more before them.
 */
export function readReference(rest: string, words: Words = PLAIN_LINE, hardBlanks = false): SlowReference {
  const text = rest.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, '')
  const fields = text.split(/[\s\u00a0]+/)
  const color = parseColor(fields[0] ?? '')
  if (color === undefined) return broken(`the color is not a number: ${short(fields[0] ?? '') || '(nothing)'}`)
  const numbers = fields.slice(words.numbers, words.numbers + 12)
  const name = restAfter(text, words.numbers + 12)
  const wrong = numbers.find((word) => !NUMBER.test(word))
  if (wrong !== undefined && (name === '' || NAME.test(wrong))) {
    return broken(`a type-1 line needs a color, 12 numbers and a file name; "${short(wrong)}" is not a number`)
  }
  if (name === '') return numbers.length < 12 ? broken(FEW_NUMBERS) : nameless()
  const complaint = wrong === undefined ? (hardBlanks ? HARD_BLANKS : undefined) : badNumber(wrong)
  return complaint ? { kind: 'reference', name, color, problem: complaint } : { kind: 'reference', name, color }
}

/** Where the twelve numbers begin, counted in words after the line type. */
interface Words {
  numbers: number
}

export const PLAIN_LINE: Words = { numbers: 1 }
/** `10 color False 0 x y z ...`, `11 color reference False 0 x y z ...`: `modelv1.ldr` and `modelv2.ldr` of Studio. */
export const STUDIO_LINES: Record<string, Words> = { '10': { numbers: 3 }, '11': { numbers: 4 } }

const FEW_NUMBERS = 'a type-1 line needs a color, 12 numbers and a file name'

const HARD_BLANKS: Complaint = {
  level: 'warning',
  code: 'ref.hard-blank',
  message: 'hard blanks (U+00A0) on this line; other programs lose it',
  fix: 'type ordinary blanks instead',
}

function badNumber(word: string): Complaint {
  const message = `"${short(word)}" is not a number; the part is counted`
  return { level: 'warning', code: 'ref.number', message, fix: 'write numbers like 0.5' }
}

/** Of a word that may be a megabyte of garbage, as much as tells it. */
function short(word: string): string {
  return word.length <= 30 ? word : `${word.slice(0, 29)}…`
}

function broken(message: string): SlowReference {
  const fix = 'mend the line or delete it'
  return {
    kind: 'broken',
    nameless: false,
    problem: { level: 'warning', code: 'ref.malformed', message: `${message}; not counted as a part`, fix },
  }
}

function nameless(): SlowReference {
  return {
    kind: 'broken',
    nameless: true,
    problem: {
      level: 'warning',
      code: 'ref.no-name',
      quantity: 1,
      message: 'reference without a file name, not counted as a part',
      fix: 'add the file name, or delete the line',
    },
  }
}

/** What stands after so many words, with the blanks inside kept. */
function restAfter(text: string, words: number): string {
  let rest = text
  for (let i = 0; i < words; i++) {
    const end = rest.search(/[\s\u00a0]/)
    if (end < 0) return ''
    rest = rest.slice(end).replace(/^[\s\u00a0]+/, '')
  }
  return rest
}
