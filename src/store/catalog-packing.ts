/** What an inventory has of one lot. Lots are numbered by the table `lot`. */
export type TakeLot = (lot: number, quantity: number, isSpare: boolean) => void

/**
 * Packs the rows of all inventories, which come in any order: for each inventory one row of bytes, in which lots stand
 * by number, each as the distance from the one before, then twice the quantity, plus one for spares; in base 128, low
 * digits first.
 */
export function packInventories() {
  const places = new Map<number, number>()
  let owners = new Int32Array(1 << 16)
  let rows = new Float64Array(1 << 16)
  let length = 0
  return { add, all }

  function add(inventory: number, lot: number, quantity: number, isSpare: boolean): void {
    if (length === rows.length) {
      owners = longer(owners, new Int32Array(2 * length))
      rows = longer(rows, new Float64Array(2 * length))
    }
    let place = places.get(inventory)
    if (place === undefined) places.set(inventory, (place = places.size))
    owners[length] = place
    rows[length++] = lot * LOT + (isSpare ? SPARE : 0) + Math.min(Math.max(quantity, 0), SPARE - 1)
  }

  /** Each inventory with its bytes, in the order of first naming. */
  function* all(): Generator<[inventory: number, content: Uint8Array]> {
    const ends = new Int32Array(places.size)
    for (let i = 0; i < length; i++) bump(ends, owners[i] ?? 0)
    for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0)
    const sorted = new Float64Array(length)
    const next = Int32Array.from(ends, (_, i) => (i === 0 ? 0 : (ends[i - 1] ?? 0)))
    for (let i = 0; i < length; i++) sorted[bump(next, owners[i] ?? 0)] = rows[i] ?? 0
    let start = 0
    for (const [inventory, place] of places) {
      const end = ends[place] ?? 0
      yield [inventory, packed(sorted.subarray(start, end).sort())]
      start = end
    }
  }
}

/** A row is one number, which sorts fast: lot, then whether it is a spare, then the quantity. Exact up to 2^22 lots. */
const LOT = 2 ** 31
const SPARE = 2 ** 30

/**
 * Lots in ascending order; of each, spares last. A quantity of none stands for one that the table has as none. `start` and
 * `end` are where the inventory stands in `content`.
 */
export function unpack(content: Uint8Array, take: TakeLot, start = 0, end = content.length): void {
  let lot = 0
  for (let at = start; at < end;) {
    let byte = content[at++] ?? 0
    let distance = byte & 127
    for (let digit = 128; byte > 127; digit *= 128) distance += ((byte = content[at++] ?? 0) & 127) * digit
    byte = content[at++] ?? 0
    let amount = byte & 127
    for (let digit = 128; byte > 127; digit *= 128) amount += ((byte = content[at++] ?? 0) & 127) * digit
    lot += distance
    take(lot, Math.floor(amount / 2), amount % 2 === 1)
  }
}

/** The same lot may stand in several rows, which are added up. */
function packed(rows: Float64Array): Uint8Array {
  const bytes: number[] = []
  let before = 0
  for (let i = 0; i < rows.length;) {
    const row = rows[i] ?? 0
    const kind = Math.floor(row / SPARE)
    let quantity = 0
    for (; i < rows.length && Math.floor((rows[i] ?? 0) / SPARE) === kind; i++) quantity += (rows[i] ?? 0) % SPARE
    const lot = Math.floor(kind / 2)
    write(bytes, lot - before)
    write(bytes, 2 * quantity + (kind % 2))
    before = lot
  }
  return Uint8Array.from(bytes)
}

function write(bytes: number[], value: number): void {
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  bytes.push(rest)
}

/** The number at a place, which is one more from now on. */
function bump(numbers: Int32Array, place: number): number {
  const number = numbers[place] ?? 0
  numbers[place] = number + 1
  return number
}

function longer<T extends Int32Array | Float64Array>(array: T, room: T): T {
  room.set(array)
  return room
}
