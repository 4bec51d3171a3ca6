#!/usr/bin/env node
// Damages real files in random ways and reads each with its own reader and with one of the others, to see that none throws (but for BrickError),
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
import { MAX_BYTES, mutant, randomFrom } from './mutations.mjs'

const MOST_REPORTED = 20

/** Ways of counting, each with every fourth input. */
const OPTIONS = ['asWritten', 'ignoreLpub', 'countGhosts', 'skipHidden', 'steps', 'all']

const ASSEMBLIES = ['auto', 'keep', 'split', 'join']

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
  const { noDecisions } = await import('../dist/core/catalog/decisions.js')
  const { detect } = await import('../dist/formats/sniff/detect.js')
  const { codecs, readers: rows } = await import('../dist/formats/index.js')
  const { shippedFacts } = await import('../dist/system/facts.js')
  const readers = (await Promise.all(codecs.map(({ load }) => load()))).filter(({ read }) => read)
  const own = (bytes, file) => {
    const id = detect(rows, bytes.subarray(0, 4096), file).row?.names[0]
    return readers.find((reader) => reader.id === id) ?? readers[0]
  }
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
    for (const reader of new Set([own(bytes, file), readers[random(readers.length)]])) {
      const assemblies = ASSEMBLIES[random(ASSEMBLIES.length)]
      const failure = await attempt(reader, inPieces(bytes, random), file, { ...surroundings, assemblies })
      if (failure !== undefined)
        parentPort.postMessage(`input ${index} (${file}), ${reader.id} ${JSON.stringify(options)}: ${failure}`)
    }
  }
}

/** What went wrong, or undefined. */
async function attempt(reader, source, file, surroundings) {
  const { BrickError } = await import('../dist/core/error.js')
  try {
    const reading = await reader.read(source, file, surroundings)
    return (await complaint(reading)) ?? (await complaintOfCounting(reading, surroundings))
  } catch (error) {
    return error instanceof BrickError && error.message !== '' ? undefined : String(error.stack ?? error)
  }
}

async function complaint({ value, problems, ledger }, keyOf) {
  const { balances } = await import('../dist/core/ledger.js')
  const { lotKey, pieces } = await import('../dist/core/inventory.js')
  const { listed, added, split, joined } = ledger
  const sum = JSON.stringify(ledger)
  if (!balances(ledger)) return `the ledger does not balance: ${sum}`
  if (pieces(value) !== listed + added + split - joined) return `${pieces(value)} pieces, but the ledger is ${sum}`
  const odd = value.lots.find(({ quantity, part }) => !Number.isSafeInteger(quantity) || quantity < 0 || part === '')
  if (odd) return `an odd lot: ${JSON.stringify(odd)}`
  if (new Set(value.lots.map(keyOf ?? lotKey)).size !== value.lots.length) return 'the same lot twice'
  const vague = problems.find(({ code, message, level }) => !code || !message || !level)
  return vague && `a problem without words: ${JSON.stringify(vague)}`
}

/** What is wrong behind the reader: bringing parts to their numbers and joining assemblies must close the ledger too. */
async function complaintOfCounting({ value, ledger }, { catalog, decisions, assemblies }) {
  if (value.system !== 'ldraw') return complaintOfNumbers(value, catalog)
  const { canonical, shopKey } = await import('../dist/core/translate/canonical.js')
  const { inventory } = await import('../dist/core/inventory.js')
  const { assemblyRecipes, join } = await import('../dist/core/translate/join.js')
  const current = canonical(value.lots, catalog, assemblies, decisions)
  const whole = join(current.lots, assemblyRecipes(assemblies, catalog, current.lots), catalog)
  const sums = { ...ledger, split: ledger.split + current.split, joined: ledger.joined + whole.joined }
  const problems = [...current.problems, ...whole.problems]
  const keyOf = shopKey(catalog)
  const found = await complaint({ value: inventory('ldraw', whole.lots, keyOf), problems, ledger: sums }, keyOf)
  return found && `--assemblies ${assemblies}: ${found}`
}

/** Bringing a list home, and from there to shops, loses no piece. */
async function complaintOfNumbers(value, catalog) {
  const { pieces, piecesIn } = await import('../dist/core/inventory.js')
  const { translateHome } = await import('../dist/core/translate/translate-home.js')
  const { translate } = await import('../dist/core/translate/translate.js')
  const { extendFacts } = await import('../dist/core/catalog/extend-facts.js')
  const home = translateHome(value, catalog)
  if (pieces(home.inventory) !== pieces(value)) return `${pieces(value)} pieces, at home ${pieces(home.inventory)}`
  const there = translate(home.inventory, 'bricklink', extendFacts(catalog, home.facts, home.colors))
  const sum = pieces(there.inventory) + piecesIn(there.unresolved.map(({ lot }) => lot)) + there.onSheets
  return sum === pieces(value) ? undefined : `${pieces(value)} pieces, on BrickLink ${sum}`
}

/** An input whose pieces end anywhere, and lie in the same memory one after the other, as those of a large file do. */
function inPieces(bytes, random) {
  const most = 1 + random(random(2) === 0 ? 64 : bytes.length + 1)
  return { head: bytes.subarray(0, 4096), chunks, bytes: () => bytes }

  function* chunks() {
    const memory = Buffer.alloc(most)
    for (let at = 0; at < bytes.length;) {
      const length = Math.min(1 + random(most), bytes.length - at)
      bytes.copy(memory, 0, at, at + length)
      yield memory.subarray(0, length)
      memory.fill(0x20)
      at += length
    }
  }
}

/** Models and lists of this repository, and of the corpus beside it where there is one. */
function samples() {
  return ['fixtures', '../shared/corpus'].filter(fs.existsSync).flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(md|csv\.csv)$/.test(entry.name) && entry.name !== 'expected.json')
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

if (isMainThread) watch()
else await work(workerData)
