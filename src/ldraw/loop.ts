import { WASM } from './scanner.js'

/** Why the loop stopped: at the end of its lines; at a line that is not plain; at a spelling that is new; or behind a
 * line whose matrix may do more than turn the part. */
export const DONE = 0
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

/** What a record of the table holds, in numbers of four bytes: 0 to 6 spell color and name. */
const RECORD = 12
const KEY = 7
const COUNT = 8
const LINE = 9
const LINK = 10
/** Where in a remembered shape its value stands, plus one: behind the 20 bytes. */
const SHAPE_VALUE = 5
const BLANK = 32
/** The key of a spelling whose lines must be read slowly. */
const REFUSED = -1

/** The loop of scanner.wat with its memory: counts plain type-1 lines by color and name. */
export function openLoop() {
  const { memory, run, move, line, table, tableEnd, mask, counted, shapes } = instance()
  let bytes = new Uint8Array()
  let numbers = new Int32Array()
  let records = 1 << 10
  let known = 0
  shapes.value = SHAPES
  place(TABLE)
  return { run, load, stopped, accept, shape, remember, flush, line }

  /** Puts lines into the memory, at INPUT. All positions are in the memory that it answers. */
  function load(lines: Uint8Array): Uint8Array {
    bytes.set(lines, INPUT)
    return bytes
  }

  /** Where the loop stopped: at which line (or behind it), and where the words of the line are. */
  function stopped() {
    const [at = 0, colorEnd = 0, nameStart = 0, nameEnd = 0, record = 0] = numbers
    return { at, colorEnd, nameStart, nameEnd, key: (numbers[record / 4 + KEY] ?? 0) - 1 }
  }

  /** Takes the new spelling at which the loop stopped into the table, if its lines can be counted. */
  function accept(ask: (key: number) => boolean): Uint8Array {
    const record = (numbers[4] ?? 0) / 4
    numbers[record + KEY] = ask(known) ? known + 1 : REFUSED
    known++
    if (known * 4 > records * 3) enlarge()
    return bytes
  }

  /** The shape of the matrix at which the loop stopped, if it has been seen before. */
  function shape(nameStart: number): number | undefined {
    const slot = (numbers[3] ?? 0) / 4
    const known = numbers[slot + SHAPE_VALUE] ?? 0
    for (let i = 0; i < 20; i++) if (bytes[slot * 4 + i] !== bytes[nameStart - 20 + i]) return undefined
    return known === 0 ? undefined : known - 1
  }

  /** Remembers a shape by the 20 bytes before the name, where they hold the whole matrix. */
  function remember(nameStart: number, value: number): void {
    const from = nameStart - 20
    let blanks = 0
    for (let p = from; p < nameStart; p++) if (bytes[p] === BLANK) blanks++
    if (blanks < 9 || (blanks === 9 && bytes[from - 1] !== BLANK)) return
    const slot = numbers[3] ?? 0
    bytes.copyWithin(slot, from, nameStart)
    numbers[slot / 4 + SHAPE_VALUE] = value + 1
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

const { WebAssembly } = globalThis as unknown as { WebAssembly: Engine }

let compiled: object | undefined

function instance(): Exports {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(WASM), (character) => character.charCodeAt(0)))
  return new WebAssembly.Instance(compiled).exports as Exports
}
