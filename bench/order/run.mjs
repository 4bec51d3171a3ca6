// One solve in a process of its own, for order.mjs: node bench/order/run.mjs '{"file": ..., "dist": ..., ...}'
//
// Prints one JSON object: what came out, what the verifier says of it, and when the bound and the plan were how good, in
// seconds of processor time (user and system, from the start of the process) and of the wall.

import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import { BASELINES, prepared } from './baselines.mjs'
import { instanceOf, readMarket, unfillable } from './read.mjs'

const { file, dist, method, seconds, gap, seed } = JSON.parse(process.argv[2])
const load = (name) => import(pathToFileURL(path.resolve(dist, `${name}.js`)))
const instance = instanceOf(readMarket(file))
const least = unfillable(instance)
const spent = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
let looked = 0
let isLate = false
/** Asking the system takes longer than asking the clock of the process. */
const isOver = () => {
  const now = performance.now()
  if (now - looked < 2) return isLate
  looked = now
  isLate = spent() >= seconds
  return isLate
}

const { verify } = await load('plan/verify')
const result = method === 'solve' ? await solved() : baseline()
process.stdout.write(JSON.stringify(result))

async function solved() {
  const { solve } = await load('plan/solve')
  // As the planner of brick does it.
  const mip = instance.offers.length > 200 ? await (await load('system/highs')).loadMipSolver() : undefined
  const told = []
  const onProgress = ({ plan, total, bound }) => {
    const last = told.at(-1)
    if (last?.plan === plan && last.bound === bound) return
    told.push({ cpu: spent(), wall: performance.now() / 1000, plan, total, bound })
  }
  const outcome = solve(instance, { gap, seed, isOver, onProgress, ...(mip && { mip }) })
  const end = { cpu: spent(), wall: performance.now() / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }
  told.push({ ...end, plan: outcome.plan, total: outcome.cost.total, bound: outcome.bound })
  const verdicts = new Map()
  const steps = told.map(({ plan, total, ...step }) => {
    if (!verdicts.has(plan)) verdicts.set(plan, judged(plan, total))
    return { ...step, ...verdicts.get(plan) }
  })
  const { missing, total, stores, errors } = steps.at(-1)
  const all = [...new Set([...steps.flatMap((step) => step.errors), ...errors])]
  return { ...end, missing, total, stores, errors: all, bound: outcome.bound, gap: outcome.gap, steps }
}

function baseline() {
  const start = spent()
  const plan = BASELINES[method](prepared(instance, least), isOver)
  const cpu = spent() - start
  return plan ? { cpu, ...judged(plan) } : { cpu, missing: Infinity, total: NaN, stores: 0, errors: [] }
}

/** `missing`: pieces that are offered and not bought. */
function judged(plan, told) {
  const { cost, errors } = verify(instance, plan)
  if (told !== undefined && told !== cost.total) errors.push(`said to cost ${told}, but costs ${cost.total}`)
  const missing = cost.missing.reduce((a, b) => a + b, 0) - least
  return { missing, total: cost.total, stores: cost.baskets.length, errors }
}
