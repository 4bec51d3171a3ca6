#!/usr/bin/env node
// Plans orders on given and on fresh markets: how dear, how near to the best possible, how fast, beside what people do by
// hand.
//
//   npm run build && node bench/order.mjs [--only REGEX] [--seeds 2] [--limit SECONDS] [--given ../shared/instances]
//   node bench/order.mjs --table           the same, and what people do by hand, as the table of bench/README.md
//   node bench/order.mjs --oracle 2000     random small instances against trying everything
//   node bench/order.mjs --verify 100000   so many plans, met on the way or where it is stopped, through the verifier
//   node bench/order.mjs --compare         whether the fresh markets are of the same kind as the given ones
//
// Each market is solved in a process of its own. Times are of the processor, user and system, with the start of the
// process and the reading of the market. Gaps and costs are in percent. Where a
// best plan is known, the cost is held against it, and no bound may be above it. Every plan that is shown on the way goes
// through the verifier. The exit code is 1 when a target is missed (a goal beyond it may be), or anything is wrong.

import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generate } from './order/generate.mjs'
import { known, markets } from './order/ladder.mjs'
import { againstOracle, throughVerifier } from './order/random.mjs'
import { statistics } from './order/statistics.mjs'

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seeds: { type: 'string', default: '2' },
    limit: { type: 'string', default: '60' },
    given: { type: 'string', default: '../shared/instances' },
    dist: { type: 'string', default: 'dist' },
    from: { type: 'string', default: '0' },
    ...{ table: { type: 'boolean' }, compare: { type: 'boolean' } },
    ...{ oracle: { type: 'string' }, verify: { type: 'string' } },
  },
})
const BY_HAND = ['greedy', 'local', 'pairs', 'triples']
const MOST_MEGABYTES = 700
const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-order-'))
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))

if (flags.compare) compare()
else if (flags.oracle) await againstOracle(flags.dist, Number(flags.oracle), Number(flags.from))
else if (flags.verify) await throughVerifier(flags.dist, Number(flags.verify), Number(flags.from))
else climb()

function climb() {
  const chosen = markets(flags.given, Number(flags.seeds)).filter(({ name }) => new RegExp(flags.only).test(name))
  if (flags.table)
    console.log(`| market | brick buy | ${BY_HAND.join(' | ')} |\n|---|---|${'---|'.repeat(BY_HAND.length)}`)
  for (const one of chosen) {
    const market = one.market()
    const file = path.join(folder, 'market.json')
    fs.writeFileSync(file, JSON.stringify(market))
    const seconds = Math.min(Number(flags.limit), Math.max(one.least[1], one.goal[1]))
    const result = run({ file, method: 'solve', seconds, gap: 0.0001, seed: 1 })
    const missed = misses(one, market, result)
    if (missed.length > 0) process.exitCode = 1
    console.log(flags.table ? row(one.name, file, seconds, result) : line(one, market, result))
    for (const what of missed) console.error(`  MISSED ${one.name}: ${what}`)
  }
}

function run(task) {
  const script = fileURLToPath(new URL('order/run.mjs', import.meta.url))
  const json = JSON.stringify({ dist: flags.dist, ...task })
  // A planner that does not stop is a fault, too.
  const limits = { encoding: 'utf8', maxBuffer: 2 ** 30, timeout: (task.seconds * 6 + 60) * 1000 }
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, [script, json], limits)
  if (status === 0) return JSON.parse(stdout)
  return { cpu: NaN, total: NaN, errors: [`ended with ${signal ?? status}: ${stderr.trim().slice(0, 500)}`], steps: [] }
}

function misses({ least, first }, { bestKnown }, result) {
  const { errors, steps, megabytes, missing, total, bound, cpu } = result
  const wrong = [...errors]
  if (errors.length > 0 && steps.length === 0) return wrong
  const [percent, seconds] = least
  if (!(gapAt(result, seconds) <= percent))
    wrong.push(`a gap of ${gapAt(result, seconds).toFixed(3)} % in ${seconds} s`)
  if (missing > 0) wrong.push(`${missing} pieces that are offered are not bought`)
  if (!(firstPlan(steps) <= first) && first !== undefined)
    wrong.push(`the first plan after ${firstPlan(steps)?.toFixed(2)} s`)
  if (megabytes > MOST_MEGABYTES) wrong.push(`${megabytes.toFixed(0)} MB`)
  if (cpu > 1.05 * Number(flags.limit) + 1) wrong.push(`${cpu.toFixed(1)} s, where ${flags.limit} s were the limit`)
  if (steps.some((step, turn) => turn > 0 && step.bound < steps[turn - 1].bound)) wrong.push('a bound that falls')
  if (bestKnown && total > bestKnown.totalMilli * 1.002) wrong.push(`${over(total, bestKnown)} % over the best known`)
  if (bestKnown && bound > bestKnown.totalMilli) wrong.push(`a bound of ${bound} above ${bestKnown.totalMilli}`)
  return wrong
}

function line({ name, least, goal }, { bestKnown }, result) {
  const { total, stores, cpu, megabytes, steps } = result
  const at = ([percent, seconds]) => `${gapAt(result, seconds).toFixed(3)} in ${seconds} s (${percent})`
  const proven = steps.find((step) => step.missing === 0 && (step.total - step.bound) / step.total <= goal[0] / 100)
  return [
    name.padEnd(32),
    `gap ${at(least)}, ${at(goal)}, goal after ${proven ? proven.cpu.toFixed(2) : '-'} s`,
    `cost ${euros(total)}${bestKnown ? ` (${over(total, bestKnown)})` : ''}, ${stores} stores`,
    `first plan ${firstPlan(steps)?.toFixed(2)} s, all ${cpu.toFixed(1)} s, ${megabytes?.toFixed(0)} MB`,
  ].join(' | ')
}

/** What others come to, in percent over the plan of brick. */
function row(name, file, seconds, { total, stores, gap, cpu }) {
  const others = BY_HAND.map((method) => {
    const other = run({ file, method, seconds: Math.min(30, seconds) })
    if (other.missing !== 0) return `none in ${other.cpu.toFixed(1)} s`
    if (other.total < total) process.exitCode = 1
    return `+${((other.total / total - 1) * 100).toFixed(1)} %, ${other.stores} stores, ${other.cpu.toFixed(1)} s`
  })
  const own = `${euros(total)}, ${stores} stores, proven to ${(gap * 100).toFixed(2)} %, ${cpu.toFixed(1)} s`
  return `| ${name} | ${own} | ${others.join(' | ')} |`
}

/** In percent, proven after so many seconds. */
function gapAt({ steps }, seconds) {
  const step = steps.findLast(({ cpu }) => cpu <= seconds + 0.1)
  if (!step || step.missing > 0) return Infinity
  return step.total === 0 ? 0 : ((step.total - step.bound) / step.total) * 100
}

function firstPlan(steps) {
  return steps.find(({ missing }) => missing === 0)?.cpu
}

function over(total, { totalMilli }) {
  return ((total / totalMilli - 1) * 100).toFixed(3)
}

function euros(milli) {
  return (milli / 1000).toFixed(3)
}

function compare() {
  for (const { name, kind, lotCount, storeCount, market } of known(flags.given)) {
    const given = statistics(market())
    const fresh = [1, 2, 3].map((seed) => statistics(generate(kind, lotCount, storeCount, seed)))
    console.log(`\n${name.padEnd(30)}     given |     fresh`)
    for (const [what, number] of Object.entries(given)) {
      const others = fresh.map((one) => one[what].toFixed(2).padStart(9)).join(' ')
      console.log(`${what.padEnd(30)} ${number.toFixed(2).padStart(9)} | ${others}`)
    }
  }
}
