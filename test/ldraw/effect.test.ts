import { expect, it } from 'vitest'
import { effectOf } from '../../src/ldraw/effect.js'
import { parseDocument } from '../../src/ldraw/parse.js'

const RED = '1 4 0 0 0 1 0 0 0 1 0 0 0 1 3005.dat'

it.each([
  [
    'a BEGIN without END',
    ['!LPUB PLI BEGIN IGN', RED],
    ['2: PLI BEGIN has no END; it goes on to the end of the block'],
  ],
  ['an END without BEGIN', ['!LPUB PART END', RED], ['2: PART END without a BEGIN']],
  ['the END of another', ['SYNTH BEGIN HOSE 4', '!LPUB PLI END', 'SYNTH END'], ['3: PLI END without a BEGIN']],
  [
    'BEGIN in BEGIN',
    ['!LPUB PLI BEGIN IGN', '!LPUB PLI BEGIN IGN', '!LPUB PLI END', '!LPUB PLI END'],
    ['3: PLI BEGIN inside PLI BEGIN; both go on to their own END'],
  ],
  [
    'RETRIEVE without STORE',
    ['BUFEXCHG B STORE', 'BUFEXCHG A RETRIEVE'],
    ['3: BUFEXCHG A RETRIEVE, but nothing was stored under A'],
  ],
  ['SKIP without END', ['MLCAD SKIP_BEGIN', RED], []],
  ['what fits', ['!LPUB PLI BEGIN IGN', RED, '!LPUB PLI END', 'BUFEXCHG A STORE', 'BUFEXCHG A RETRIEVE'], []],
])('complains of %s', (_title, lines, complaints) => {
  expect(effect(lines).problems.map(({ line, message }) => `${line}: ${message}`)).toEqual(complaints)
})

it.each([
  ['in a range that is left out', ['!LPUB PLI BEGIN IGN', 'SYNTH BEGIN HOSE 4', RED, 'SYNTH END', '!LPUB PLI END'], []],
  ['taken back', ['BUFEXCHG A STORE', 'SYNTH BEGIN HOSE 4', RED, 'SYNTH END', 'BUFEXCHG A RETRIEVE'], []],
  ['in a substitute', ['!LPUB PLI BEGIN SUB 3001 4', 'SYNTH BEGIN HOSE 4', 'SYNTH END', '!LPUB PLI END'], ['3001']],
  ['that never ends', ['SYNTH BEGIN HOSE 4', RED], ['LSYNTH HOSE']],
  ['after another', ['SYNTH BEGIN A 4', 'SYNTH END', 'SYNTH BEGIN B 4', 'SYNTH END'], ['LSYNTH A', 'LSYNTH B']],
])('puts in a hose %s as often as it is there', (_title, lines, names) => {
  expect(effect(lines).added.map(({ name }) => name)).toEqual(names)
})

it('is quick with metas that nobody could have meant, and short in its complaints', () => {
  const many = 50_000
  const open = effect([
    ...Array<string>(many).fill('!LPUB PLI BEGIN IGN'),
    ...Array<string>(many).fill(RED.replace(' ', '  ')),
  ])
  expect(open.problems.length).toBeLessThan(1000)
  expect(open.items).toHaveLength(many)
  const textured = ['!TEXMAP START', `!: ${RED}`, '!TEXMAP FALLBACK', RED, '!TEXMAP END']
  const copies = effect(Array<string[]>(many).fill(textured).flat())
  expect(copies.items).toHaveLength(many)
})

function effect(lines: string[]) {
  const text = ['title', ...lines].map((line) => (/^1 /.test(line) ? `${line}\n` : `0 ${line}\n`)).join('')
  const { blocks } = parseDocument(new TextEncoder().encode(text), 'x', { mend: true, steps: false })
  const [block] = blocks
  if (!block) throw new Error('no block')
  return effectOf(block, { metas: true, lpub: true, countGhosts: false, skipHidden: false })
}
