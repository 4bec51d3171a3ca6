/** What bench/markets.mjs needs: the sandbox of the tests, and the real command with the keys of its personas. */
import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'

export const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-markets-'))
process.on('exit', () => fs.rmSync(place, { recursive: true, force: true }))

/** BrickLink's own numbers: 5,000 calls in a day; for the bench, more, and any address is that of `ip-locked`. */
const BRICKLINK = { caller: '203.0.113.7', daily: 20_000, most_ahead: 86_400 }

/** Those who may ask BrickLink: three of them may ask 14,400 times in a day, as the command counts. */
export const PERSONAS = ['ok', 'near-quota', 'ip-locked']

/** Compiles the sandbox as `npm run sandbox` does, and starts one. */
export async function openSandbox(options) {
  const folder = path.join(place, 'build', 'sandbox')
  if (!fs.existsSync(folder)) {
    const typescript = path.resolve('node_modules/typescript/bin/tsc')
    const { status } = spawnSync(process.execPath, [typescript, '-p', 'tsconfig.sandbox.json', '--outDir', folder])
    if (status !== 0) throw new Error('the sandbox does not compile: npm run sandbox says why')
    fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
    // The sandbox reads it, two folders up from where it is.
    fs.symlinkSync(path.resolve('data'), path.join(place, 'data'))
  }
  const { startSandbox } = await import(pathToFileURL(path.join(folder, 'server.js')).href)
  const { bricklink, ...more } = options
  return startSandbox({ ...more, switches: { bricklink: { ...BRICKLINK, ...bricklink } } })
}

/** A user of a sandbox, who has nothing yet. */
export function openUser(sandbox, persona, brick) {
  const home = fs.mkdtempSync(path.join(place, 'user-'))
  const { bricklink, brickowl } = sandbox.persona(persona)
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('BRICK_'))
  const env = {
    ...Object.fromEntries(own),
    ...{ HOME: home, BRICK_DATA: `${home}/data`, BRICK_CACHE: `${home}/cache`, BRICK_CONFIG: `${home}/config` },
    ...{ BRICK_BRICKLINK_URL: sandbox.urlOf('bricklink'), BRICK_BRICKOWL_URL: sandbox.urlOf('brickowl') },
    ...(bricklink && {
      ...{ BRICK_BRICKLINK_CONSUMER_KEY: bricklink.consumerKey, BRICK_BRICKLINK_TOKEN: bricklink.token },
      BRICK_BRICKLINK_CONSUMER_SECRET: bricklink.consumerSecret,
      BRICK_BRICKLINK_TOKEN_SECRET: bricklink.tokenSecret,
    }),
    ...(brickowl && { BRICK_BRICKOWL_KEY: brickowl.key }),
  }
  return { persona, start, run: (args, more) => start(args, more).over }

  /** `over` tells how it ended, after what time; `kill` ends it without warning. */
  function start(args, { node = [] } = {}) {
    const begun = performance.now()
    const child = spawn(process.execPath, [...node, brick, ...args], { env, cwd: home })
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => (out += text))
    child.stderr.on('data', (text) => (err += text))
    const over = new Promise((done) => {
      child.on('close', (code) => done({ code, out, err, time: performance.now() - begun }))
    })
    return { over, kill: () => child.kill('SIGKILL') }
  }
}

/** The processor time of one run of node, in milliseconds: it tells more than the clock where others are at work, too. */
export async function processorTime(run) {
  const wrapper = path.join(place, 'stopwatch.cjs')
  const file = path.join(place, 'time')
  fs.writeFileSync(
    wrapper,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.cpuUsage())))`,
  )
  await run(['--require', wrapper])
  const { user, system } = JSON.parse(fs.readFileSync(file, 'utf8'))
  return (user + system) / 1000
}

/** A wanted list of these parts in colors. */
export function writeList(name, pairs) {
  const rows = pairs.map(({ part, color }, n) => {
    const what = `<ITEMTYPE>P</ITEMTYPE><ITEMID>${part.bricklink}</ITEMID><COLOR>${color.bricklink}</COLOR>`
    return `<ITEM>${what}<MINQTY>${(n % 7) + 1}</MINQTY></ITEM>`
  })
  const file = path.join(place, `${name}.xml`)
  fs.writeFileSync(file, `<INVENTORY>${rows.join('\n')}</INVENTORY>\n`)
  return file
}

/** How often each question was answered well, by whoever asked: more than once is paid twice. */
export function answeredTwice(log) {
  const counts = new Map()
  for (const { url, persona, status, fault, refused } of log) {
    if (status !== 200 || fault || refused) continue
    const question = `${persona} ${new URL(url).pathname}${new URL(url).search}`
    counts.set(question, (counts.get(question) ?? 0) + 1)
  }
  return [...counts.values()].reduce((sum, count) => sum + count - 1, 0)
}
