#!/usr/bin/env node
// Makes reports: how large, and in which time, as a page and as PDF.
//
//   npm run build && node bench/report.mjs --library PATH MODEL...
//
// The library is a folder or complete.zip. Of the models, the first 300 kinds of parts in a color make one list, in which
// each stands as often as in its model; that list and each model are reported. Times are of the processor, user and
// system, of whole processes with a cache of their own: cold, and once pictures are kept. The exit code is 1 when a target
// is missed.

import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { parseArgs } from 'node:util'

const { values: flags, positionals: models } = parseArgs({
  options: { library: { type: 'string' }, brick: { type: 'string', default: 'bin/brick.js' } },
  allowPositionals: true,
})
if (flags.library === undefined || models.length === 0) throw new Error('name a library and models')

const KINDS = 300
/** Bytes, of a page, and of the script that shows its model; seconds, of a PDF whose pictures are kept, beyond reading the list. */
const MOST = { page: 2_000_000, pdf: 1, view: 25_000 }

const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-bench-'))
const env = { ...process.env, BRICK_CACHE: path.join(folder, 'cache'), LDRAWDIR: path.resolve(flags.library) }
let isMissed = false

try {
  const list = path.join(folder, 'kinds.ldr')
  fs.writeFileSync(list, kinds(models))
  report(list, `${KINDS} kinds`, MOST)
  const view = fs.statSync('dist/scripts/view.js').size
  tell(`script of the 3D view ${view} bytes`, view, MOST.view)
  for (const model of models) report(model, path.basename(model))
} finally {
  fs.rmSync(folder, { recursive: true })
}
process.exitCode = isMissed ? 1 : 0

/** A model of the first kinds of all models, side by side. */
function kinds(files) {
  const rows = files.flatMap((file) => JSON.parse(brick(['parts', file, '--json']).out).lots)
  const known = new Map(rows.map((row) => [`${row.color.ldraw} ${row.part.ldraw}`, row]))
  const lines = [...known.values()]
    .filter(({ part, color }) => part.ldraw !== null && color.ldraw !== null)
    .slice(0, KINDS)
    .flatMap(({ part, color, qty }, at) => {
      const [x, z] = [(at % 20) * 160, Math.floor(at / 20) * 160]
      return Array.from({ length: qty }, () => `1 ${color.ldraw} ${x} 0 ${z} 1 0 0 0 1 0 0 0 1 ${part.ldraw}.dat`)
    })
  return `0 Kinds\n${lines.join('\n')}\n`
}

function report(model, title, most = {}) {
  const [page, pdf] = [path.join(folder, 'page.html'), path.join(folder, 'pages.pdf')]
  const list = path.join(folder, 'list.csv')
  const cold = brick(['report', model, '-o', page])
  const kept = brick(['report', model, '-o', page])
  // As a list, it has no picture of a model that would have to be drawn.
  brick(['parts', model, '-o', list])
  brick(['report', list, '-o', pdf])
  const paper = brick(['report', list, '-o', pdf])
  const listed = brick(['parts', list])
  const bytes = fs.statSync(page).size
  console.log(`${title}: ${cold.said}`)
  tell(`  page ${Math.round(bytes / 1000)} KB`, bytes, most.page)
  tell(`  cold ${cold.seconds.toFixed(2)} s, with pictures kept ${kept.seconds.toFixed(2)} s, ${cold.megabytes} MB`)
  const beyond = paper.seconds - listed.seconds
  tell(
    `  PDF ${Math.round(fs.statSync(pdf).size / 1000)} KB, ${paper.seconds.toFixed(2)} s, of which beyond the list ${beyond.toFixed(2)} s`,
    beyond,
    most.pdf,
  )
}

function tell(text, value, limit) {
  const isMet = limit === undefined || value <= limit
  if (!isMet) isMissed = true
  console.log(limit === undefined ? text : `${text} (at most ${limit}): ${isMet ? 'yes' : 'NO'}`)
}

/** Runs brick to its end. @returns seconds of the processor, and the most memory it took */
function brick(args) {
  const watched = `process.on('exit', () => { const u = process.resourceUsage(); require('node:fs').writeSync(3, JSON.stringify([(u.userCPUTime + u.systemCPUTime) / 1e6, u.maxRSS])) })`
  const run = spawnSync(process.execPath, ['-r', watchFile(watched), path.resolve(flags.brick), ...args], {
    ...{ env, encoding: 'utf8', maxBuffer: 1e9 },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  if (![0, 4].includes(run.status)) throw new Error(`brick ${args.join(' ')} ended with ${run.status}: ${run.stderr}`)
  const [seconds, kilobytes] = JSON.parse(run.output[3])
  const [said = ''] = run.stderr.split('\n')
  return { out: run.stdout, seconds, megabytes: Math.round(kilobytes / 1024), said }
}

/** What Node loads before brick, to say at the end what it took. */
function watchFile(text) {
  const file = path.join(folder, 'watch.cjs')
  if (!fs.existsSync(file)) fs.writeFileSync(file, text)
  return file
}
