/** Inputs are cut to this size. */
export const MAX_BYTES = 50_000

/** One of the inputs, damaged in one to six ways: its name, and its bytes. */
export function mutant(inputs, random) {
  const { file, bytes } = inputs[random(inputs.length)]
  let mutated = bytes
  for (let i = random(6); i >= 0; i--) mutated = MUTATIONS[random(MUTATIONS.length)](mutated, random, inputs)
  return { file, bytes: mutated.subarray(0, 4 * MAX_BYTES) }
}

const MUTATIONS = [
  function cutEnd(bytes, random) {
    return bytes.subarray(0, random(bytes.length + 1))
  },
  function cutMiddle(bytes, random) {
    const [from, to] = span(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  function change(bytes, random) {
    const copy = Buffer.from(bytes)
    for (let i = random(8); i >= 0; i--) copy[random(copy.length + 1)] = random(256)
    return copy
  },
  function swap(bytes, random) {
    const copy = Buffer.from(bytes)
    const [i, j] = [random(copy.length + 1), random(copy.length + 1)]
    ;[copy[i], copy[j]] = [copy[j], copy[i]]
    return copy
  },
  function swapLines(bytes, random) {
    const lines = bytes.toString('latin1').split('\n')
    const [i, j] = [random(lines.length), random(lines.length)]
    ;[lines[i], lines[j]] = [lines[j], lines[i]]
    return Buffer.from(lines.join('\n'), 'latin1')
  },
  function repeat(bytes, random) {
    const [from, to] = span(bytes, random)
    const times = 1 + random(random(4) === 0 ? 100 : 3)
    const piece = bytes.subarray(from, Math.min(to, from + 500))
    return Buffer.concat([bytes.subarray(0, to), ...Array(times).fill(piece), bytes.subarray(to)])
  },
  function insertOther(bytes, random, inputs) {
    const other = inputs[random(inputs.length)].bytes
    const [from, to] = span(other, random)
    const at = random(bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at)])
  },
  function insertWord(bytes, random) {
    const at = random(bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(WORDS[random(WORDS.length)]), bytes.subarray(at)])
  },
]

/** What the language gives a meaning, or what once broke a reader. */
const WORDS = [
  ...['\n0 FILE a.ldr\n', '\n0 NOFILE\n', '\n0 !DATA x\n', '\n0 STEP\n', '\n1 16 0 0 0 1 0 0 0 1 0 0 0 1 a.ldr\n'],
  ...['\n0 !LPUB PLI BEGIN IGN\n', '\n0 !LPUB PART END\n', '\n0 BUFEXCHG A STORE\n', '\n0 BUFEXCHG A RETRIEVE\n'],
  ...['\n0 GHOST 1 4 0 0 0 1 0 0 0 1 0 0 0 1 3001.dat\n', '\n0 !TEXMAP START PLANAR\n', '\n0 !TEXMAP END\n', '\n0 !: '],
  ...['\n0 SYNTH BEGIN LSYNTH_HOSE 0\n', '\n0 SYNTH END\n', '\n0 !LDCAD GENERATED\n', '\n0 !LEOCAD SYNTH BEGIN\n'],
  ...['\n0 !COLOUR X CODE 4000 VALUE #FF8800 EDGE #000000\n', '\n0 !LDRAW_ORG Part\n', '\n0 !LDRAW_ORG Model\n'],
  ...[
    '\r',
    '\r\n',
    '\0',
    '\x1a',
    '\t',
    '\xa0',
    '\ufeff',
    '\xff\xfe',
    '"',
    '//',
    '..\\',
    '/',
    '1e999',
    'NaN',
    '-1',
    '0x2FF8800',
  ],
  ...[
    '<',
    '>',
    '&',
    ']]>',
    '<INVENTORY>',
    '</ITEM>',
    '99999999999999999999',
    '__proto__',
    'constructor',
    '9007199254740993',
  ],
]

function span(bytes, random) {
  const [a, b] = [random(bytes.length + 1), random(bytes.length + 1)]
  return a < b ? [a, b] : [b, a]
}

/** Whole numbers below a bound, the same for the same seed everywhere: G. Marsaglia's xorshift of 32 bits. */
export function randomFrom(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  // Near seeds start with near numbers.
  for (let i = 0; i < 8; i++) next()
  return (bound) => Math.floor((next() / 2 ** 32) * bound)
}
