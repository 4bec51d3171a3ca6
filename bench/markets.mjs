/**
 * What whole processes of the command make of marketplaces that fail, and how fast they are, at the sandbox of the tests:
 *
 *     npm run build && node bench/markets.mjs [--size 600] [--lots 500] [--only faults|speed] [--brick bin/brick.js]
 *
 * 1. Faults. Three users of BrickLink, each in two processes at once, price lists of `--size` lots altogether, while a call
 *    in ten fails. Each has a process killed on the way, and runs it again until it ends well. The sum must be that of the
 *    same lists without faults, no limit may be exceeded by a call, and nothing that was answered may be asked again, but
 *    one call for each kill. The pace is the real one, 150 ms for each user: 10,000 lots take 10 minutes, and prove no more.
 * 2. Speed. Lists of `--lots` lots, against the time that the pace takes for as many calls: at most 10 % more; and again
 *    from what is kept: at most 200 ms beyond starting, on a machine that starts node in 40 ms. Best of seven, by the processor.
 *
 * The exit code is 1 when any of that does not hold.
 */
import * as path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { answeredTwice, openSandbox, openUser, PERSONAS, processorTime, writeList } from './markets-tools.mjs'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '600' },
    lots: { type: 'string', default: '500' },
    only: { type: 'string' },
    brick: { type: 'string', default: 'bin/brick.js' },
  },
})
const brick = path.resolve(values.brick)

const FAULTS = [
  ...['reset-before', 'reset-after-headers', 'lost-answer', 'status-500', 'status-503', 'late', 'cut-length'],
  ...['cut-chunked', 'garbage-200', 'malformed-json', 'empty-200', 'internal-in-200'],
]

/** BrickLink's 429 says that the day is used up, so that a run ends with it: it comes a few times only. */
const RULES = [
  { match: { service: 'bricklink', nth: 40 }, fault: 'status-429' },
  { match: { service: 'bricklink', nth: 90 }, fault: 'status-429' },
  { match: { service: 'bricklink' }, fault: FAULTS, probability: 0.1, wait: 1500 },
]

/** In milliseconds, on a machine that starts node in 40. */
const MOST_FROM_KEPT = 200

if (values.only !== 'speed') await faults(Number(values.size))
if (values.only !== 'faults') await speed(Number(values.lots))

async function faults(size) {
  const begun = performance.now()
  const good = await openSandbox({ pairs: size })
  const bad = await openSandbox({ pairs: size, faults: RULES })
  const lists = listsOf(good.world.pairs, size)
  const [expected, found] = await Promise.all([all(good, lists, {}), all(bad, lists, { killed: true })])
  const minutes = (performance.now() - begun) / 60_000
  const faulty = bad.log.filter(({ fault }) => fault).length
  console.log(
    `${size} lots in ${minutes.toFixed(1)} min: ${bad.log.length} calls, ${faulty} of them with faults, ` +
      `${found.runs} runs, ${found.kills} of them killed`,
  )
  for (const end of found.ends) console.log(`  ended with ${end}`)
  const twice = answeredTwice(bad.log)
  check('the sum is that of a run without faults', found.sum === expected.sum, found.sum.slice(0, 60))
  check('nothing that was answered is asked again, but for kills', twice <= found.kills, `${twice} asked again`)
  const day = Math.max(...PERSONAS.map((persona) => bad.mostWithin({ persona, milliseconds: 86_400_000 })))
  check('no more calls in a day than are allowed', day <= 4800, `${day} by one user`)
  const second = Math.max(...PERSONAS.map((persona) => bad.mostWithin({ persona, milliseconds: 1000 })))
  check('no faster than the pace', second <= 8, `${second} in a second by one user`)
  check('never too many at once', !bad.log.some(({ fault }) => fault === 'parallel'))
  check('no time of signing refused', (bad.counters().bricklink?.TIMESTAMP_REFUSED ?? 0) === 0)
  await good.close()
  await bad.close()
}

/** The list of each user, and its halves. */
function listsOf(pairs, size) {
  const share = Math.ceil(size / PERSONAS.length)
  return PERSONAS.map((persona, n) => {
    const own = pairs.slice(n * share, Math.min((n + 1) * share, size))
    const middle = Math.ceil(own.length / 2)
    const halves = [own.slice(0, middle), own.slice(middle)]
    return { whole: writeList(persona, own), halves: halves.map((half, m) => writeList(`${persona}-${m}`, half)) }
  })
}

/** Each user prices both halves at once, and then the whole from what is kept. */
async function all(sandbox, lists, { killed }) {
  const counts = { runs: 0, kills: 0, ends: new Set() }
  const sums = await Promise.all(
    PERSONAS.map(async (persona, n) => {
      const user = openUser(sandbox, persona, brick)
      const { whole, halves } = lists[n]
      await Promise.all(halves.map((half, m) => untilDone(user, half, counts, killed && m === 0)))
      const { out, code, err } = await user.run(['-q', 'price', whole, '--market', 'bricklink', '--json', '--offline'])
      if (code !== 0) throw new Error(`${persona}: ${err}`)
      const { total, currency, least, most, coverage, lots } = JSON.parse(out)
      return JSON.stringify([total, currency, least, most, coverage, lots.map((lot) => lot.total)])
    }),
  )
  return { ...counts, sum: sums.join('; ') }
}

async function untilDone(user, list, counts, isKilled) {
  for (let tries = 0; tries < 50; tries++) {
    counts.runs++
    const running = user.start(['-q', 'price', list, '--market', 'bricklink', '--json'])
    if (isKilled && tries === 0) {
      await setTimeout(8000 + Math.random() * 2000)
      counts.kills++
      running.kill()
    }
    const { code, err } = await running.over
    if (code === 0) return
    if (code !== null) counts.ends.add(`${code}: ${err.trim().split('\n').at(-2) ?? err}`)
  }
  throw new Error(`${user.persona} does not come to an end: ${[...counts.ends].at(-1)}`)
}

async function speed(lots) {
  const sandbox = await openSandbox({ pairs: lots })
  const list = writeList('speed', sandbox.world.pairs.slice(0, lots))
  const user = openUser(sandbox, 'ok', brick)
  // In milliseconds between calls: see the policies of the clients.
  await time({ sandbox, user, title: 'price', service: 'bricklink', pace: () => 150 }, [
    ...['-q', 'price', list, '--market', 'bricklink', '--json'],
  ])
  const pace = ({ url }) => (url.includes('/bulk/') ? 1000 / 1.5 : 125)
  const rates = ['USD=1.08', 'GBP=0.85', 'AUD=1.65'].flatMap((rate) => ['--rate', rate])
  const args = [
    '-q',
    'sellers',
    list,
    '--market',
    'brickowl',
    '--ship-to',
    'DE',
    '--json',
    '--currency',
    'EUR',
    ...rates,
  ]
  await time({ sandbox, user, title: 'sellers', service: 'brickowl', pace }, args)
  await sandbox.close()
}

async function time({ sandbox, user, title, service, pace }, args) {
  const before = sandbox.log.length
  const first = await user.run(args)
  if (first.code !== 0) return check(`${title} goes well`, false, first.err)
  const calls = sandbox.log.slice(before).filter((line) => line.service === service)
  const least = calls.reduce((sum, call) => sum + pace(call), 0)
  const more = (first.time / least - 1) * 100
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1)
  const what = `${calls.length} calls in ${seconds(first.time)} s, ${seconds(least)} s by the pace`
  check(`${title} takes at most 10 % longer than the pace`, more <= 10, `${what}: ${more.toFixed(1)} % more`)
  const asked = sandbox.log.length
  const list = args[2]
  const times = { node: [], version: [], parts: [], kept: [] }
  for (let round = 0; round < 7; round++) {
    times.node.push(await processorTime((node) => spawnSync(process.execPath, [...node, '-e', '0'])))
    times.version.push(await processorTime((node) => user.run(['--version'], { node })))
    times.parts.push(await processorTime((node) => user.run(['-q', 'parts', list], { node })))
    times.kept.push(await processorTime((node) => user.run(args, { node })))
  }
  const { node, version, parts, kept } = Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, Math.min(...all)]),
  )
  const ratio = (kept - version) / node
  const reading = (parts - version) / node
  const told = `${ratio.toFixed(2)} x node beyond starting; ${reading.toFixed(2)} of that is what brick parts takes, too`
  check(
    `${title} from what is kept takes ${(MOST_FROM_KEPT / 40).toFixed(2)} x node`,
    ratio <= MOST_FROM_KEPT / 40,
    told,
  )
  check(`${title} from what is kept asks nobody`, sandbox.log.length === asked)
}

function check(what, holds, told) {
  console.log(`${holds ? 'yes' : 'NO '}  ${what}${told === undefined ? '' : `: ${told}`}`)
  if (!holds) process.exitCode = 1
}
