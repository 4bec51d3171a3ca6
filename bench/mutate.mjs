#!/usr/bin/env node
// Damages real files in random ways and reads each with every reader, to see that none throws (but for BrickError),
// hangs, or loses count.
//
//   npm run build && node bench/mutate.mjs [--count 100000] [--seed 1] [--limit 5] [--only N]
//
// Input N of a seed is always the same: `--only N` repeats it, and writes it to mutant.bin. A reader may take `limit`
// seconds for one input. The exit code is 1 when anything went wrong; test/mutate.test.ts runs a small count.

import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { isMainThread, Worker, workerData } from 'node:worker_threads'

const MAX_BYTES = 50_000
const MOST_REPORTED = 20

/** Ways of counting, each with every fourth input. */
const OPTIONS = ['asWritten', 'ignoreLpub', 'countGhosts', 'skipHidden', 'steps', 'all']

/** Runs the work in a thread, so that one that hangs can be stopped. */
function watch() {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      limit: { type: 'string', default: '5' },
      only: { type: 'string' },
    },
  })
  const [count, seed, limit] = [values.count, values.seed, values.limit].map(Number)
  const only = values.only === undefined ? undefined : Number(values.only)
  const shared = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL(import.meta.url), { workerData: { count, seed, only, shared } })
  const failures = []
  const started = Date.now()
  let last = { index: -1, since: started }
  const clock = setInterval(() => {
    const index = Atomics.load(shared, 0)
    if (index !== last.index) last = { index, since: Date.now() }
    else if (Date.now() - last.since > limit * 1000 && index > 0)
      stop(`input ${index - 1} takes longer than ${limit} s`)
  }, 200)
  worker.on('message', (failure) => failures.push(failure))
  worker.on('error', (error) => stop(String(error.stack)))
  worker.on('exit', finish)

  function stop(failure) {
    failures.push(failure)
    worker.terminate()
  }

  function finish() {
    clearInterval(clock)
    for (const failure of failures.slice(0, MOST_REPORTED)) console.log(failure)
    const inputs = Atomics.load(shared, 0)
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`${inputs} inputs from seed ${seed} in ${seconds} s: ${failures.length} failures`)
    process.exitCode = failures.length > 0 ? 1 : 0
  }
}

async function work({ count, seed, only, shared }) {
  const { parentPort } = await import('node:worker_threads')
  const { noDecisions } = await import('../dist/core/decisions.js')
  const { codecs } = await import('../dist/formats/index.js')
  const { shippedFacts } = await import('../dist/system/facts.js')
  const readers = (await Promise.all(codecs.map(({ load }) => load()))).filter(({ read }) => read)
  const inputs = samples()
  const sibling = (name) => inputs.find(({ file }) => path.basename(file) === path.basename(name.toLowerCase()))
  const catalog = shippedFacts()
  for (let index = only ?? 0; index < (only === undefined ? count : only + 1); index++) {
    Atomics.store(shared, 0, index + 1)
    const random = randomFrom(seed * 1_000_003 + index)
    const { file, bytes } = mutant(inputs, random)
    const options = Object.fromEntries(OPTIONS.filter(() => random(4) === 0).map((name) => [name, true]))
    const surroundings = { catalog, decisions: noDecisions(), path: file, sibling, options }
    if (only !== undefined) fs.writeFileSync('mutant.bin', bytes)
    for (const reader of readers) {
      const failure = await attempt(reader, bytes, file, surroundings)
      if (failure !== undefined)
        parentPort.postMessage(`input ${index} (${file}), ${reader.id} ${JSON.stringify(options)}: ${failure}`)
    }
  }
}

/** What went wrong, or undefined. */
async function attempt(reader, bytes, file, surroundings) {
  const { BrickError } = await import('../dist/core/error.js')
  try {
    return await complaint(await reader.read(bytes, file, surroundings))
  } catch (error) {
    return error instanceof BrickError && error.message !== '' ? undefined : String(error.stack ?? error)
  }
}

async function complaint({ value, problems, ledger }) {
  const { balances } = await import('../dist/core/ledger.js')
  const { lotKey, pieces } = await import('../dist/core/inventory.js')
  const { listed, added, split, joined } = ledger
  const sum = JSON.stringify(ledger)
  if (!balances(ledger)) return `the ledger does not balance: ${sum}`
  if (pieces(value) !== listed + added + split - joined) return `${pieces(value)} pieces, but the ledger is ${sum}`
  const odd = value.lots.find(({ quantity, part }) => !Number.isSafeInteger(quantity) || quantity < 1 || part === '')
  if (odd) return `an odd lot: ${JSON.stringify(odd)}`
  if (new Set(value.lots.map(lotKey)).size !== value.lots.length) return 'the same lot twice'
  const vague = problems.find(({ code, message, level }) => !code || !message || !level)
  return vague && `a problem without words: ${JSON.stringify(vague)}`
}

/** Models and lists of this repository, and of the corpus beside it where there is one. */
function samples() {
  return ['fixtures', '../shared/corpus'].filter(fs.existsSync).flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(md|json)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
      .toSorted()
      .map((file) => ({ file, path: file, bytes: head(file) })),
  )
}

function head(file) {
  const buffer = Buffer.alloc(MAX_BYTES)
  const open = fs.openSync(file)
  const length = fs.readSync(open, buffer)
  fs.closeSync(open)
  return buffer.subarray(0, length)
}

function mutant(inputs, random) {
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
function randomFrom(seed) {
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

if (isMainThread) watch()
else await work(workerData)
