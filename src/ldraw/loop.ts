import { SPACE } from './ascii.js'
import { WASM } from './scanner.js'

/** Why the loop stops, beside the end of its lines, which is 0. */
export const SLOW = 1
export const NEW = 2
export const TURNED = 3

/** Where in the loop's memory things lie: what it says when it stops, the shapes of matrices, the lines, the table. */
const SHAPES = 64
const SHAPES_BYTES = 1024 * 32
export const INPUT = SHAPES + SHAPES_BYTES
export const INPUT_BYTES = 1 << 18
/** The loop looks at so many bytes behind the end. */
const PADDING = 64
const TABLE = INPUT + INPUT_BYTES + PADDING
const PAGE = 1 << 16

/** What a record of the table holds, in numbers of four bytes; 0 to 6 spell color and name. scanner.wat has the same in bytes. */
const RECORD = 12
const KEY = 7
const COUNT = 8
const LINE = 9
const LINK = 10
/** A shape is remembered by the bytes before the name; behind them stands its value, plus one. */
const SHAPE_BYTES = 20
const SHAPE_VALUE = 5
/** The key of a spelling whose lines must be read slowly. */
const REFUSED = -1

/** The loop of scanner.wat with its memory: counts plain type-1 lines by color and name. */
export function openLoop() {
  const exports = instance()
  const { memory, run, move, line, table, tableEnd, mask, counted, shapes } = exports
  let bytes = new Uint8Array()
  let numbers = new Int32Array()
  let records = RECORDS
  let known = 0
  shapes.value = SHAPES
  place(TABLE)
  return { run, load, stopped, accept, turned, flush, line, close }

  /** Puts lines into the memory, at INPUT. All positions are in the memory that it answers. */
  function load(lines: Uint8Array): Uint8Array {
    bytes.set(lines, INPUT)
    return bytes
  }

  /** Where the loop stopped: at the line that is not plain or spells something new, or behind the one that is turned. */
  function stopped(): number {
    return numbers[0] ?? 0
  }

  /** Takes the spelling at which the loop stopped into the table, if `ask` says that its lines can be counted. */
  function accept(ask: (spelling: Spelling) => boolean): Uint8Array {
    const [at = 0, colorEnd = 0, nameStart = 0, nameEnd = 0, record = 0] = numbers
    const accepted = ask({ key: known, colorStart: at + 2, colorEnd, nameStart, nameEnd })
    known++
    numbers[record / 4 + KEY] = accepted ? known : REFUSED
    if (known * 4 > records * 3) enlarge()
    return bytes
  }

  /** The spelling and the shape of the line behind which the loop stopped; `read` is asked when it is a new one. */
  function turned(read: (start: number, end: number) => number): { key: number; shape: number } {
    const [, colorEnd = 0, nameStart = 0, slot = 0, record = 0] = numbers
    const key = (numbers[record / 4 + KEY] ?? 0) - 1
    const seen = numbers[slot / 4 + SHAPE_VALUE] ?? 0
    if (seen !== 0 && isRemembered(slot, nameStart)) return { key, shape: seen - 1 }
    const shape = read(colorEnd, nameStart)
    if (holdsMatrix(nameStart)) {
      bytes.copyWithin(slot, nameStart - SHAPE_BYTES, nameStart)
      numbers[slot / 4 + SHAPE_VALUE] = shape + 1
    }
    return { key, shape }
  }

  function isRemembered(slot: number, nameStart: number): boolean {
    for (let i = 1; i <= SHAPE_BYTES; i++) if (bytes[slot + SHAPE_BYTES - i] !== bytes[nameStart - i]) return false
    return true
  }

  /** Whether nine whole words stand in the bytes before the name. */
  function holdsMatrix(nameStart: number): boolean {
    const start = nameStart - SHAPE_BYTES
    let blanks = bytes[start - 1] === SPACE ? 1 : 0
    for (let p = start; p < nameStart; p++) if (bytes[p] === SPACE) blanks++
    return blanks >= 10
  }

  /** Hands over what was counted since the last time, in the order of the file. */
  function flush(references: (key: number, count: number, line: number) => void): void {
    const found: number[] = []
    for (let at = counted.value / 4; at !== 0; at = (numbers[at + LINK] ?? 0) / 4) found.push(at)
    counted.value = 0
    for (const at of found.sort((a, b) => (numbers[a + LINE] ?? 0) - (numbers[b + LINE] ?? 0))) {
      references((numbers[at + KEY] ?? 0) - 1, numbers[at + COUNT] ?? 0, numbers[at + LINE] ?? 0)
      numbers[at + COUNT] = 0
    }
  }

  /** A table of twice the size behind the old one, whose memory is lost: all old ones together are no larger. */
  function enlarge(): void {
    const [from, end] = [table.value, tableEnd.value]
    records *= 2
    place(end)
    counted.value = 0
    move(from, end)
  }

  function place(start: number): void {
    const end = start + records * RECORD * 4
    const missing = Math.ceil(end / PAGE) - memory.buffer.byteLength / PAGE
    if (missing > 0) memory.grow(missing)
    bytes = new Uint8Array(memory.buffer)
    numbers = new Int32Array(memory.buffer)
    table.value = start
    tableEnd.value = end
    mask.value = records - 1
  }

  /** To be called at the end, so that the next one need not make all of it again: libraries have files by the thousand. */
  function close(): void {
    if (records !== RECORDS) return
    bytes.fill(0)
    line.value = 1
    counted.value = 0
    spare = exports
  }
}

/** How many the table has room for at first. */
const RECORDS = 1 << 10

/** A color and a name, by where they stand in the memory. */
export interface Spelling {
  key: number
  colorStart: number
  colorEnd: number
  nameStart: number
  nameEnd: number
}

/** What scanner.wat exports; the comments there say what each is. */
interface Exports {
  memory: { buffer: ArrayBuffer; grow(pages: number): number }
  run(at: number, end: number): number
  move(from: number, end: number): void
  line: { value: number }
  table: { value: number }
  tableEnd: { value: number }
  mask: { value: number }
  counted: { value: number }
  shapes: { value: number }
}

/** As much of WebAssembly as we use; TypeScript knows it only together with all of a browser. */
interface Engine {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { exports: object }
}

declare const WebAssembly: Engine

let compiled: object | undefined
let spare: Exports | undefined

function instance(): Exports {
  const used = spare
  spare = undefined
  if (used) return used
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(WASM), (character) => character.charCodeAt(0)))
  return new WebAssembly.Instance(compiled).exports as Exports
}
