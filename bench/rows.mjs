#!/usr/bin/env node
// Reads a list of ten million rows in a process that may not have the memory for them.
//
//   npm run build && node bench/rows.mjs [--rows 10000000] [--heap 128] [--brick bin/brick.js]
//
// The list is a Rebrickable CSV of few lots. Prints seconds and the most memory, also of a list of a hundredth of the
// rows. The exit code is 1 when the sum is wrong, or when memory grows with the list.

import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { parseArgs } from 'node:util'

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    heap: { type: 'string', default: '128' },
    brick: { type: 'string', default: 'bin/brick.js' },
  },
})
const rows = Number(flags.rows)
const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-rows-'))
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))

const PARTS = ['3001', '3023b', '973pr1449c01', '54200', '2431', '3069b', '6141', '98138']
const COLORS = [0, 1, 4, 14, 15, 71, 72]
const LOTS = PARTS.length * COLORS.length

const few = await measure(Math.ceil(rows / 100))
const all = await measure(rows)
const growth = all.megabytes / few.megabytes
console.log(`memory for a hundred times the rows: x${growth.toFixed(2)}`)
if (growth > 1.5) process.exitCode = 1

async function measure(count) {
  const file = path.join(folder, `${count}.csv`)
  const pieces = write(file, count)
  const size = fs.statSync(file).size / 1e6
  const start = performance.now()
  const { listed, megabytes } = await run(file)
  const seconds = (performance.now() - start) / 1000
  const rate = (seconds / count) * 1e6
  console.log(
    `${count.toLocaleString('en')} rows, ${size.toFixed(0)} MB: ${seconds.toFixed(1)} s ` +
      `(${rate.toFixed(2)} s for a million), at most ${megabytes.toFixed(0)} MB with a heap of ${flags.heap} MB`,
  )
  if (listed !== pieces) throw new Error(`${listed} pieces, not ${pieces}`)
  fs.rmSync(file)
  return { megabytes }
}

/** Answers how many pieces it has. */
function write(file, count) {
  const descriptor = fs.openSync(file, 'w')
  fs.writeSync(descriptor, 'Part,Color,Quantity,Is Spare\n')
  let pieces = 0
  let text = ''
  for (let row = 0; row < count; row++) {
    const quantity = (row % 9) + 1
    pieces += quantity
    const lot = row % LOTS
    text += `${PARTS[lot % PARTS.length]},${COLORS[Math.floor(lot / PARTS.length)]},${quantity},False\n`
    if (text.length < 1 << 20) continue
    fs.writeSync(descriptor, text)
    text = ''
  }
  fs.writeSync(descriptor, text)
  fs.closeSync(descriptor)
  return pieces
}

/** The child tells its own peak, through a module that is loaded before it. */
function run(file) {
  const wrapper = path.join(folder, 'peak.mjs')
  fs.writeFileSync(
    wrapper,
    `process.on('exit', () => process.send({ kilobytes: process.resourceUsage().maxRSS }))\nprocess.channel?.unref()\n`,
  )
  const args = [`--max-old-space-size=${flags.heap}`, '--import', wrapper, flags.brick, '-q', 'parts', file, '--json']
  return new Promise((resolve, reject) => {
    const child = spawn('node', args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    let text = ''
    let megabytes = 0
    child.stdout.on('data', (more) => (text += more))
    child.on('message', ({ kilobytes }) => (megabytes = kilobytes / 1024))
    child.on('close', (code) => {
      if (code === 0) resolve({ listed: JSON.parse(text).ledger.listed, megabytes })
      else reject(new Error(`brick ended with ${code}`))
    })
  })
}
