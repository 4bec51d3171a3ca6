import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { balances } from '../../src/core/ledger.js'
import { sourceOf } from '../../src/core/source.js'
import type { ReadOptions } from '../../src/formats/codec.js'
import { ldraw } from '../../src/formats/ldraw.js'
import { shippedFacts } from '../../src/system/facts.js'

/** What a block of a random model says; a number is a use of the block of that number. */
type Line =
  | { is: 'part'; part: string; color: number }
  | { is: 'use'; block: number; color: number }
  | { is: 'store' | 'retrieve'; buffer: string }
  | { is: 'ignore' | 'end' | 'broken' | 'nameless' | 'step' | 'drawing' }

const catalog = shippedFacts()
const color = fc.constantFrom(16, 16, 4, 1)
const part = fc.record({
  is: fc.constant('part' as const),
  part: fc.constantFrom('3001', '3005', '3068b', 'zz9'),
  color,
})
const meta: fc.Arbitrary<Line> = fc.oneof(
  fc.record({ is: fc.constantFrom('store' as const, 'retrieve' as const), buffer: fc.constantFrom('A', 'B') }),
  fc.record({ is: fc.constantFrom('ignore' as const, 'end' as const, 'step' as const, 'drawing' as const) }),
)

describe('a random model', () => {
  it('has the parts that one finds by walking through all its submodels', async () => {
    await fc.assert(
      fc.asyncProperty(forest(), async (blocks) => {
        const { list } = await read(written(blocks))
        expect(list).toEqual(walked(blocks))
      }),
    )
  })

  it('has a ledger that balances, with circles, broken lines and whatever the user asks for', async () => {
    const options: fc.Arbitrary<ReadOptions> = fc.record(
      {
        asWritten: fc.boolean(),
        ignoreLpub: fc.boolean(),
        all: fc.boolean(),
        steps: fc.boolean(),
        skip: fc.subarray(['b1', '3001', 'zz9']),
        mainColor: fc.constantFrom(15, 4),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(jungle(), options, async (blocks, wishes) => {
        const { ledger, pieces, places } = await read(written(blocks), wishes)
        expect(balances(ledger)).toBe(true)
        expect(pieces).toBe(ledger.listed + ledger.added)
        expect(places).toBe(pieces)
      }),
    )
  })

  it('stays the same when its submodels stand in another order', async () => {
    await fc.assert(
      fc.asyncProperty(jungle(), fc.infiniteStream(fc.nat()), async (blocks, numbers) => {
        const [main = [], ...others] = blocks.map((lines, index) => ({ lines, index, at: numbers.next().value ?? 0 }))
        const shuffled = others.sort((a, b) => a.at - b.at)
        const { list, ledger } = await read(written(blocks))
        const other = await read(
          [main, ...shuffled].map((block) => ('lines' in block ? text(block.lines, block.index) : '')).join(''),
        )
        expect(other.list).toEqual(list)
        expect(other.ledger).toEqual(ledger)
      }),
    )
  })

  it('stays the same with any line ends', async () => {
    await fc.assert(
      fc.asyncProperty(jungle(), fc.constantFrom('\r', '\r\n'), async (blocks, end) => {
        const plain = await read(written(blocks))
        const other = await read(written(blocks).replaceAll('\n', end))
        expect(other).toEqual(plain)
      }),
    )
  })

  it('stays the same when its lines are read slowly', async () => {
    await fc.assert(
      fc.asyncProperty(jungle(), fc.constantFrom('  ', '\t', ' \t '), async (blocks, blank) => {
        const plain = await read(written(blocks))
        const slow = written(blocks).replace(/^1 .*$/gm, (line) => line.replaceAll(' ', blank))
        expect(await read(slow)).toEqual(plain)
      }),
    )
  })

  it('has the same parts step by step', async () => {
    await fc.assert(
      fc.asyncProperty(jungle(), async (blocks) => {
        const { list, ledger } = await read(written(blocks))
        const steps = await read(written(blocks), { steps: true })
        expect(steps.list).toEqual(list)
        expect(steps.ledger).toEqual(ledger)
      }),
    )
  })
})

/** Blocks that only use later ones. */
function forest(): fc.Arbitrary<Line[][]> {
  const sizes = fc.integer({ min: 1, max: 5 })
  return sizes
    .chain((size) =>
      fc.tuple(
        ...Array.from({ length: size }, (_, index) => {
          const later = fc.record({
            is: fc.constant('use' as const),
            block: fc.integer({ min: index + 1, max: size }),
            color,
          })
          return fc.array(index + 1 < size ? fc.oneof(part, later, meta) : fc.oneof(part, meta), { maxLength: 8 })
        }),
      ),
    )
    .map((blocks) => blocks.map((lines) => lines.filter((line) => line.is !== 'use' || line.block < blocks.length)))
}

/** Blocks that use any other, and themselves, with lines that nobody can read. */
function jungle(): fc.Arbitrary<Line[][]> {
  const use = fc.record({ is: fc.constant('use' as const), block: fc.nat({ max: 5 }), color })
  const broken = fc.record({ is: fc.constantFrom('broken' as const, 'nameless' as const) })
  const shape = fc.record({
    is: fc.constant('part' as const),
    part: fc.constantFrom('stud', 's/3001s01', 'ls01'),
    color,
  })
  return fc.array(fc.array(fc.oneof(part, shape, use, meta, broken), { maxLength: 8 }), { minLength: 1, maxLength: 5 })
}

function written(blocks: Line[][]): string {
  return blocks.map(text).join('')
}

function text(lines: Line[], index: number): string {
  return `0 FILE b${index}.ldr\n0 A model\n0 !LDRAW_ORG Model\n${lines.map(lineOf).join('')}`
}

function lineOf(line: Line): string {
  const place = '0 -24.5 0 1 0 0 0 1 0 0 0 1'
  if (line.is === 'part') return `1 ${line.color} ${place} ${line.part}.dat\n`
  if (line.is === 'use') return `1 ${line.color} ${place} b${line.block}.ldr\n`
  if (line.is === 'store' || line.is === 'retrieve') return `0 BUFEXCHG ${line.buffer} ${line.is.toUpperCase()}\n`
  return {
    ignore: '0 !LPUB PLI BEGIN IGN\n',
    end: '0 !LPUB PLI END\n',
    broken: `1 4 ${place.slice(0, -2)} 3001.dat\n`,
    nameless: `1 4 ${place}\n`,
    step: '0 STEP\n',
    drawing: '2 24 0 0 0 1 1 1\n',
  }[line.is]
}

/** The parts of a model, found the slow way: every use of every block, one by one. */
function walked(blocks: Line[][]): Record<string, number> {
  const found: Record<string, number> = {}
  walk(0, 16)
  return found

  function walk(index: number, outer: number): void {
    for (const line of present(blocks[index] ?? [])) {
      const own = line.color === 16 ? outer : line.color
      if (line.is === 'use') walk(line.block, own)
      else found[`${line.part}/${own}`] = (found[`${line.part}/${own}`] ?? 0) + 1
    }
  }
}

/** The references that are still there at the end of a block. */
function present(lines: Line[]) {
  let now: Extract<Line, { color: number }>[] = []
  const buffers = new Map<string, typeof now>()
  let ignored = 0
  for (const line of lines) {
    if (line.is === 'store') buffers.set(line.buffer, now)
    else if (line.is === 'retrieve') now = buffers.get(line.buffer) ?? now
    else if (line.is === 'ignore') ignored++
    else if (line.is === 'end') ignored = Math.max(0, ignored - 1)
    else if ((line.is === 'part' || line.is === 'use') && ignored === 0) now = [...now, line]
  }
  return now
}

async function read(model: string, options: ReadOptions = {}) {
  const surroundings = { catalog, decisions: noDecisions(), path: 'x.mpd', sibling: () => undefined, options }
  const reading = await ldraw.read?.(sourceOf(new TextEncoder().encode(model)), 'x.mpd', surroundings)
  if (!reading) throw new Error('the codec cannot read')
  const list: Record<string, number> = {}
  for (const lot of reading.value.lots) list[`${lot.part}/${lot.color}`] = lot.quantity
  const { lots } = reading.value
  const places = lots.flatMap((lot) => lot.places ?? [])
  return { list, ledger: reading.ledger, pieces: sum(lots), places: sum(places) }
}

function sum(items: { quantity: number }[]): number {
  return items.reduce((total, { quantity }) => total + quantity, 0)
}
