#!/usr/bin/env node
// Compares brick with what a user would run instead, side by side in one run, as medians and ratios.
//
//   npm run build && node bench/speed.mjs [--runs 9] [--library PATH] [--keep]
//
// Each line names what is compared, both medians, and the ratio against the goal. The exit code is 1 when a goal
// is missed. mawk and LeoCAD are used where they are installed.

import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { parseArgs } from 'node:util'

const { values: flags } = parseArgs({
  options: { runs: { type: 'string', default: '9' }, library: { type: 'string' }, keep: { type: 'boolean' } },
})
const runs = Number(flags.runs)
const brick = `node ${path.resolve('bin/brick.js')}`
const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-bench-'))
process.on('exit', () => flags.keep || fs.rmSync(folder, { recursive: true, force: true }))

const big = model('big.ldr', lines(1_000_000))
const small = model('small.ldr', lines(20))
const medium = model('medium.ldr', lines(200))
const doubling = model('doubling.mpd', doublings(40))
const empty = 'node -e 0'

console.log(`node ${process.version}, ${fs.statSync(big).size / 1e6} MB in big.ldr, medians of ${runs} runs\n`)

verify(big, 1_000_000)
verify(doubling, 2 ** 40)
compare('brick --version', `${brick} --version`, empty, 1.6)
compare('a part by its number', `${brick} id 3001`, empty, 2.5)
compare('an element', `${brick} id 300121`, empty, 2.5)
compare('a color', `${brick} id red`, empty, 2.5)
compare('200 lines', `${brick} parts ${medium}`, empty, 2.5)
compare('200 lines, wanted list', `${brick} export bl ${medium}`, empty)
compare('40 doublings against 20 lines', `${brick} parts ${doubling}`, `${brick} parts ${small}`, 1.1)
if (installed('mawk')) {
  const awk = `mawk '$1==1{n[$2" "$15]++}' ${big}`
  compare('1,000,000 lines against mawk that counts', `${brick} parts ${big} --json`, awk, 0.8, Math.min(runs, 7))
} else console.log('mawk is not installed')
await writing('10,000 lots as JSON', 300)
memory('1,000,000 lines', ['parts', big, '--json'], 400)
leocad()

/** A fast wrong answer is none. */
function verify(file, pieces) {
  const answer = execFileSync('node', ['bin/brick.js', '-q', 'parts', file, '--json'], { maxBuffer: 2 ** 30 })
  const { lots, ledger } = JSON.parse(answer.toString())
  const sum = lots.reduce((total, { qty }) => total + qty, 0)
  if (sum !== pieces || ledger.listed !== pieces) throw new Error(`${file}: ${sum} pieces, not ${pieces}`)
}

function compare(title, ours, theirs, goal, times = runs) {
  const a = []
  const b = []
  for (let i = 0; i <= times; i++) {
    // The first pair only warms the caches.
    const pair = [timed(ours), timed(theirs)]
    if (i > 0) a.push(pair[0])
    if (i > 0) b.push(pair[1])
  }
  const [ownWall, ownCpu] = medians(a)
  const [otherWall, otherCpu] = medians(b)
  const ratio = ownWall / otherWall
  const verdict = goal === undefined ? '' : ratio <= goal ? `  (at most ${goal}: yes)` : `  (at most ${goal}: NO)`
  if (goal !== undefined && ratio > goal) process.exitCode = 1
  console.log(`${title}: ${ratio.toFixed(2)}${verdict}`)
  console.log(
    `  ${seconds(ownWall)} (processor ${seconds(ownCpu)}) against ${seconds(otherWall)} (${seconds(otherCpu)})`,
  )
}

/** The wall and processor time of a whole process, in seconds. */
function timed(command) {
  const script = `TIMEFORMAT='%R %U %S'; { time ${command} > /dev/null 2> /dev/null; } 2>&1`
  const text = execFileSync('bash', ['-c', script], { encoding: 'utf8' })
  const [wall = NaN, user = NaN, system = NaN] = text.trim().split(' ').map(Number)
  return [wall, user + system]
}

function medians(pairs) {
  return [0, 1].map((i) => pairs.map((pair) => pair[i]).toSorted((a, b) => a - b)[pairs.length >> 1])
}

function seconds(value) {
  return `${value.toFixed(3)} s`
}

/** Milliseconds of a writer on its own; what grows faster than the list shows here first. */
async function writing(title, goal) {
  const { json } = await import('../dist/formats/json.js')
  const { emptyLedger } = await import('../dist/core/ledger.js')
  const rows = Array.from({ length: 10_000 }, (_, i) => ({
    ...{
      quantity: 1,
      part: { ldraw: String(i), bricklink: String(i) },
      shown: String(i),
      colorCode: 4,
      color: undefined,
    },
    ...{ rgb: '#C91A09', colorName: 'Red', name: `Brick ${i}`, category: 'Brick', elements: [], confidence: 'exact' },
    ...{ status: 'ok', places: [{ file: 'a.mpd', model: 'm.ldr', line: i, quantity: 3 }], via: [] },
  }))
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    json.write({ sources: [], rows, ledger: emptyLedger(), problems: [] })
    return performance.now() - start
  })
  const best = Math.min(...times)
  if (best > goal) process.exitCode = 1
  console.log(`${title}: ${best.toFixed(0)} ms at best  (at most ${goal}: ${best > goal ? 'NO' : 'yes'})`)
}

function memory(title, args, goal) {
  const file = path.join(folder, 'rss')
  const say = `process.on('exit', () => fs.writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)))`
  const preload = `data:text/javascript,import * as fs from 'node:fs';${encodeURIComponent(say)}`
  spawnSync('node', ['--import', preload, 'bin/brick.js', ...args], { stdio: 'ignore' })
  const megabytes = Number(fs.readFileSync(file, 'utf8')) / 1024
  if (megabytes > goal) process.exitCode = 1
  console.log(`${title}: ${megabytes.toFixed(0)} MB at the peak  (at most ${goal}: ${megabytes > goal ? 'NO' : 'yes'})`)
}

function leocad() {
  const help = installed('leocad') ? spawnSync('leocad', ['--help'], { encoding: 'utf8', env: offscreen() }).stdout : ''
  if (!help.includes('-csv')) return console.log('LeoCAD that writes parts lists (-csv) is not installed')
  if (flags.library === undefined) return console.log('LeoCAD needs an LDraw library: --library PATH')
  const command = `env QT_QPA_PLATFORM=offscreen leocad -l ${flags.library} -csv ${path.join(folder, 'list.csv')} ${medium}`
  compare('200 lines against LeoCAD', `${brick} parts ${medium}`, command, undefined, 3)
}

function offscreen() {
  return { ...process.env, QT_QPA_PLATFORM: 'offscreen' }
}

function installed(name) {
  return spawnSync('bash', ['-c', `command -v ${name}`]).status === 0
}

function model(name, text) {
  const file = path.join(folder, name)
  fs.writeFileSync(file, text)
  return file
}

/** Common parts in common colors, at places on a grid: about 45 bytes for each line. */
function lines(count) {
  const parts = '3001 3002 3003 3004 3005 3010 3009 3008 3622 3020 3021 3022 3023 3024 3710 3666 3460 3034 3795 3069b'
  const more =
    '3070b 2431 6636 87079 3040b 3039 3665 3660 54200 85984 15068 11477 3062b 4073 6141 98138 2412b 99781 87087 4070'
  const names = `${parts} ${more}`.split(' ')
  const colors = [0, 1, 2, 4, 14, 15, 19, 25, 28, 70, 71, 72, 272, 320, 47, 36]
  const text = []
  for (let i = 0; i < count; i++) {
    const [x, y, z] = [(i % 97) * 20 - 960, -((i >> 5) % 89) * 8, ((i >> 9) % 83) * 20 - 820]
    text.push(`1 ${colors[(i * 7) % 16]} ${x} ${y} ${z} 1 0 0 0 1 0 0 0 1 ${names[(i * 13) % 40]}.dat\n`)
  }
  return text.join('')
}

/** Submodels that each hold the next one twice: two to the power of `depth` bricks in a few lines. */
function doublings(depth) {
  const blocks = []
  for (let i = 0; i < depth; i++) {
    const next = i + 1 < depth ? `level${i + 1}.ldr` : '3005.dat'
    const line = `1 16 0 0 0 1 0 0 0 1 0 0 0 1 ${next}\n`
    blocks.push(`0 FILE level${i}.ldr\n${line}${line}0 NOFILE\n`)
  }
  return blocks.join('')
}
