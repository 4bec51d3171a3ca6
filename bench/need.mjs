/**
 * How long `brick need` takes for a list of 5,000 lots against a collection of 20,000, beyond starting and beyond reading
 * the list, which `brick parts` does as well:
 *
 *     npm run build && node bench/need.mjs [../shared/catalog/rebrickable-2026-04] [--rounds 9] [--brick bin/brick.js]
 *
 * Lots are drawn from Rebrickable's elements, the same in every run. Two lots of three in the list are in the collection,
 * which is in ten drawers, and the others there in another color. Rounds take turns; the best of each counts. As machines
 * differ, times are told as multiples of starting node, by the clock and in processor time (user and system, of all threads,
 * as the process itself reads it when it ends).
 *
 * The exit code is 1 when `brick need` with its usual options takes more than 150 ms beyond starting and reading, on a
 * machine that starts node in 40 ms, by both: the smaller ratio is judged. On a busy machine the clock counts waiting for
 * others, which is not ours; on an idle one with several cores processor time counts what threads do at the same time, for
 * which nobody waits. So a verdict of "too slow" can be relied on; "fast enough" by the smaller one alone may flatter on an
 * idle machine, where the clock is the one to read.
 */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '9' }, brick: { type: 'string', default: 'bin/brick.js' } },
})
const folder = positionals[0] ?? '../shared/catalog/rebrickable-2026-04'
const brick = path.resolve(values.brick)
const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-need-'))
const env = { ...process.env, BRICK_DATA: path.join(place, 'data'), BRICK_CACHE: path.join(place, 'cache') }
const MOST = 150 / 40

/** Preloaded: tells what the process took, in milliseconds, where nothing else is written. */
const METER = `process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  require('node:fs').writeSync(3, String((user + system) / 1000))
})
`

/** As many different parts for as many lots as in a real collection: 1,517 for 5,658 lots. */
const PARTS = 5_400

try {
  fs.writeFileSync(path.join(place, 'meter.cjs'), METER)
  const model = writeLists()
  const tasks = {
    node: [process.execPath, ['-e', '0']],
    parts: [brick, ['-q', 'parts', model, '-f', 'table']],
    need: [brick, ['-q', 'need', model]],
    json: [brick, ['-q', 'need', model, '--json']],
    loose: [brick, ['-q', 'need', model, '--ignore-color', '--alternates', '--mould', 'any']],
    several: [brick, ['-q', 'need', model, `${model}*2`, model, '--ignore-color', '--by', 'source']],
    pick: [brick, ['-q', 'pick', model]],
  }
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]))
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [name, task] of Object.entries(tasks)) times[name].push(run(task))
  const ratios = ['clock', 'processor'].map((kind) => report(kind, times))
  const ratio = Math.min(...ratios)
  const verdict = ratio > MOST ? 'TOO SLOW' : 'ok'
  console.log(`need beyond starting and reading: ${ratio.toFixed(2)} x node, at most ${MOST.toFixed(2)}: ${verdict}`)
  if (ratio > MOST) process.exitCode = 1
} finally {
  fs.rmSync(place, { recursive: true, force: true })
}

/** A collection in the ledger, and a list that needs much of it. */
function writeLists() {
  const next = random(20261122)
  const colors = grouped(rowsOf('elements'))
  // Common parts come in many colors, and who has many lots has them of common parts.
  const common = [...colors].map(([part, rows]) => [next() ** (1 / rows.length), part]).sort(([a], [b]) => b - a)
  const chosen = common.slice(0, PARTS).flatMap(([, part]) => colors.get(part).map(([, , color]) => `${part},${color}`))
  const shuffled = [...new Set(chosen)].map((row) => [next(), row]).sort(([a], [b]) => a - b)
  if (shuffled.length < 21_666) throw new Error('too few elements to draw from')
  const owned = shuffled.slice(0, 20_000).map(([, row]) => row)
  const wanted = [...owned.slice(0, 3_334), ...shuffled.slice(20_000, 21_666).map(([, row]) => row)]
  const amount = () => 1 + Math.floor(next() * next() * 40)
  const head = 'Part,Color,Quantity\n'
  const model = path.join(place, 'model.csv')
  fs.writeFileSync(model, head + wanted.map((row) => `${row},${amount()}\n`).join(''))
  for (let drawer = 0; drawer < 10; drawer++) {
    const file = path.join(place, `drawer-${drawer}.csv`)
    const some = owned.slice(drawer * 2_000, (drawer + 1) * 2_000)
    fs.writeFileSync(file, head + some.map((row) => `${row},${amount()}\n`).join(''))
    run([brick, ['-q', 'own', 'add', file, '--loc', `A-${drawer}`]])
  }
  return model
}

/** The rows of each part. */
function grouped(rows) {
  const groups = new Map()
  for (const row of rows) groups.set(row[1], [...(groups.get(row[1]) ?? []), row])
  return groups
}

function rowsOf(table) {
  const file = ['.csv', '.csv.gz']
    .map((ending) => path.join(folder, `${table}${ending}`))
    .find((name) => fs.existsSync(name))
  const bytes = fs.readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
}

/** Tells the best times of all tasks; gives how much more `need` takes than starting and reading, in starts of node. */
function report(kind, times) {
  const best = Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, Math.min(...all.map((time) => time[kind]))]),
  )
  const { node, parts } = best
  console.log(kind === 'clock' ? 'by the clock:' : 'in processor time:')
  for (const [name, time] of Object.entries(best)) {
    const beyond = name === 'node' || name === 'parts' ? '' : `, ${((time - parts) / node).toFixed(2)} beyond parts`
    console.log(`  ${name.padEnd(8)} ${time.toFixed(0).padStart(5)} ms = ${(time / node).toFixed(2)} x node${beyond}`)
  }
  return (best.need - parts) / node
}

/** In milliseconds: by the clock, and of the processor. */
function run([program, args]) {
  const all = program === process.execPath ? args : [program, ...args]
  const start = performance.now()
  const { status, stderr, output } = spawnSync(process.execPath, ['--require', path.join(place, 'meter.cjs'), ...all], {
    ...{ env, encoding: 'utf8', maxBuffer: 1 << 28 },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const clock = performance.now() - start
  if (status !== 0 && status !== 4) throw new Error(`${args.join(' ')}: ${status} ${stderr}`)
  return { clock, processor: Number(output[3]) }
}

/** The same numbers in every run. Source: Tommy Ettinger, mulberry32. */
function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
