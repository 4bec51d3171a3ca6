import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { chance } from './chance.mjs'
import { generate } from './generate.mjs'
import { instanceOf } from './read.mjs'

/** Of processor time, for one small instance. */
const MOST_SECONDS = 5

/** Random small instances: what is found with a gap of 0 must be what trying everything finds, with a bound that is true. */
export async function againstOracle(dist, count, from) {
  const { solve, verify, mip, exhaustive, randomInstance } = await load(dist)
  let wrong = 0
  let slowest = { seconds: 0 }
  for (let seed = from; seed < from + count; seed++) {
    const instance = randomInstance(seed)
    const optimum = exhaustive(instance)
    const bounds = []
    const start = spent()
    // Every second one as a large order would be solved.
    const isOver = () => spent() - start > MOST_SECONDS
    const options = { gap: 0, seed, isOver, onProgress: ({ bound }) => bounds.push(bound) }
    const outcome = solve(instance, { ...options, ...(seed % 2 && mip && { mip }) })
    const seconds = spent() - start
    if (seconds > slowest.seconds) slowest = { seed, seconds }
    const { cost, errors } = verify(instance, outcome.plan)
    const missing = missed(instance, cost)
    if (missing !== optimum.missing || cost.total !== optimum.total)
      errors.push(`${missing} missing for ${cost.total}, and not ${optimum.missing} for ${optimum.total}`)
    if (outcome.cost.total !== cost.total) errors.push(`said to cost ${outcome.cost.total}, but costs ${cost.total}`)
    const highest = Math.max(outcome.bound, ...bounds)
    if (highest > optimum.total) errors.push(`a bound of ${highest} above the optimum of ${optimum.total}`)
    if (outcome.bound < optimum.total)
      errors.push(`a bound of ${outcome.bound} only, for an optimum of ${optimum.total}`)
    if (!outcome.isComplete) errors.push('not proven to be complete')
    if (errors.length > 0) wrong++
    if (errors.length > 0 && wrong <= 10) console.log(`seed ${seed}: ${errors.join('; ')}`)
  }
  console.log(`${count} instances against the oracle: ${wrong} wrong; the slowest took ${slowest.seconds.toFixed(2)} s`)
  if (wrong > 0) process.exitCode = 1
}

/** Plans that are told of on the way, and where the work is stopped at any moment, on instances small and not so small. */
export async function throughVerifier(dist, count, from) {
  const { solve, verify, mip, randomInstance } = await load(dist)
  let [plans, wrong] = [0, 0]
  for (let seed = from; plans < count; seed++) {
    const luck = chance(`verify ${seed}`)
    const instance = luck.holds(0.9)
      ? randomInstance(seed, { lots: 12, stores: 15, outcomes: 1e9, baskets: 1e9 })
      : instanceOf(generate(luck.one(['flat', 'core', 'full']), luck.whole(5, 60), luck.whole(10, 120), seed))
    // Some turns start from a plan of the turns before.
    const seen = new Set()
    for (let turn = 0; turn < 10; turn++) {
      const last = Math.floor(10 ** luck.between(0, luck.between(1, 4)))
      let call = 0
      const onProgress = ({ plan, total, bound }) => {
        seen.add(plan)
        look(plan, total, bound)
      }
      const isOver = () => ++call > last
      const start = seen.size > 0 && luck.holds(0.3) ? { plan: luck.one([...seen]) } : undefined
      const options = {
        gap: 0,
        seed: turn,
        isOver,
        onProgress,
        ...(turn % 2 && mip && { mip }),
        ...(start && { start }),
      }
      const { plan, cost, bound } = solve(instance, options)
      look(plan, cost.total, bound)
    }

    function look(plan, total, bound) {
      plans++
      const { cost, errors } = verify(instance, plan)
      if (total !== cost.total) errors.push(`said to cost ${total}, but costs ${cost.total}`)
      if (bound > cost.total) errors.push(`a bound of ${bound} above the cost of ${cost.total}`)
      if (errors.length > 0) wrong++
      if (errors.length > 0 && wrong <= 10) console.log(`seed ${seed}: ${errors.join('; ')}`)
    }
  }
  console.log(`${plans} plans through the verifier: ${wrong} wrong`)
  if (wrong > 0) process.exitCode = 1
}

function spent() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Of lots that have no price for going without. */
function missed({ lots }, { missing }) {
  return missing.reduce((sum, pieces, lot) => sum + (lots[lot].giveUp === undefined ? pieces : 0), 0)
}

async function load(dist) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'brick-oracle-'))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
  for (const name of ['chance', 'exhaustive', 'random-instance']) {
    const source = fs.readFileSync(new URL(`../../test/plan/${name}.ts`, import.meta.url), 'utf8')
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
    })
    fs.writeFileSync(path.join(folder, `${name}.js`), outputText)
  }
  const modules = await Promise.all([
    ...['exhaustive', 'random-instance'].map((name) => import(pathToFileURL(path.join(folder, `${name}.js`)))),
    ...['plan/solve', 'plan/verify'].map((name) => import(pathToFileURL(path.resolve(dist, `${name}.js`)))),
  ])
  const { loadMipSolver } = await import(pathToFileURL(path.resolve(dist, 'system/highs.js')))
  return Object.assign({ mip: await loadMipSolver() }, ...modules)
}
