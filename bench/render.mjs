#!/usr/bin/env node
// Draws parts and models: how fast, how large, and how like what LeoCAD draws.
//
//   npm run build && node bench/render.mjs --library PATH [--dist dist] [--model FILE]... [--leocad 100] [--all]
//
// The library is a folder. Times are of the processor, user and system, of this process; each cold one is taken in a
// process of its own. `--leocad N` draws N parts, spread over the library, with LeoCAD at the same angle (under Xvfb, a
// second each), both without lines, and compares the outlines. `--all` draws each part of the library once, small, and
// lists those that fail. The exit code is 1 when a target is missed.

import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as zlib from 'node:zlib'
import { common, leocad, outline, SIDE } from './render-leocad.mjs'

const { values: flags } = parseArgs({
  options: {
    library: { type: 'string' },
    dist: { type: 'string', default: 'dist' },
    model: { type: 'string', multiple: true, default: [] },
    leocad: { type: 'string', default: '0' },
    all: { type: 'boolean' },
    only: { type: 'string' },
  },
})
if (flags.library === undefined) throw new Error('name a library: --library FOLDER')
const own = await Promise.all(
  ['shapes', 'paint', 'palette', 'part-picture', 'model-picture', 'instances', 'png', 'read-png'].map(
    (name) => import(path.resolve(flags.dist, `render/${name}.js`)),
  ),
)
const {
  openShapes,
  openPaints,
  colorDefinitions,
  openPalette,
  partPicture,
  partSize,
  modelPicture,
  instancesOf,
  encodePng,
  readPng,
} = Object.assign({}, ...own)

const files = listed(flags.library)
const deflate = (bytes) => zlib.deflateSync(bytes, { level: 7 })
const inflate = (bytes, most) => zlib.inflateSync(bytes, { maxOutputLength: most })
const find = async (names) =>
  new Map(names.flatMap((name) => (files.has(name) ? [[name, fs.readFileSync(files.get(name))]] : [])))
const palette = openPalette(openPaints(colorDefinitions(fs.readFileSync(path.join(flags.library, 'LDConfig.ldr')))))
const COLORS = [4, 1, 14, 2, 71, 0, 15, 25, 19, 27, 72, 41]
const pairs = spread(300).map((name, index) => ({ name, color: COLORS[index % COLORS.length] }))

if (flags.only === 'cold') await cold()
else if (flags.only === 'leocad') await beside(Number(flags.leocad))
else if (flags.only?.startsWith('model:')) await model(flags.only.slice(6))
else {
  await warm()
  apart('300 parts, cold', 'cold', { limit: 5 })
  for (const file of flags.model) apart(path.basename(file), `model:${file}`)
  if (flags.model.length > 0) await sizes(flags.model)
  if (Number(flags.leocad) > 0) await beside(Number(flags.leocad))
  if (flags.all) await everything()
}

/** Parts that are no other names, subparts or sets of several. */
function parts() {
  return [...files.keys()]
    .filter((name) => /^\d[\w]*\.dat$/.test(name) && /[\\/]parts[\\/]/i.test(files.get(name)))
    .sort()
}

/** So many of them, evenly spread. */
function spread(count) {
  const names = parts()
  return Array.from({ length: count }, (_, i) => names[Math.floor(((i + 0.5) * names.length) / count)])
}

async function warm() {
  const shapes = openShapes(find, inflate)
  await shapes.load(pairs.map(({ name }) => name))
  const meshes = pairs.map(({ name }) => shapes.geometry(name)).map((geometry) => geometry.mesh)
  const times = []
  let bytes = 0
  for (let round = 0; round < 3; round++) {
    times.length = bytes = 0
    for (const [index, { color }] of pairs.entries()) {
      if (!meshes[index]) continue
      const start = process.cpuUsage()
      const picture = partPicture(meshes[index], color, palette, { width: 160, height: 160, images: shapes.images })
      bytes += encodePng(picture, deflate).length
      times.push(seconds(start) * 1000)
    }
  }
  times.sort((a, b) => a - b)
  const [middle, most] = [times[times.length >> 1], times[Math.floor(times.length * 0.95)]]
  judge(`thumbnail, 160 px, warm: median ${middle.toFixed(1)} ms`, middle <= 6)
  judge(`thumbnail, 160 px, warm: 95 % within ${most.toFixed(1)} ms`, most <= 15)
  console.log(`     PNG, mean of ${times.length} of all kinds: ${(bytes / times.length / 1024).toFixed(2)} KB`)
}

/** What is in a parts list: the parts of the models, each once in each color. */
async function sizes(models) {
  const shapes = openShapes(find, inflate)
  const kinds = new Map()
  for (const file of models) {
    const main = shapes.add(fs.readFileSync(file), path.basename(file))
    await shapes.load([main.name])
    for (const { name, color } of instancesOf(main, shapes, { color: 71 }))
      kinds.set(`${name} ${color}`, { name, color })
  }
  const bytes = [...kinds.values()].flatMap(({ name, color }) => {
    const { mesh } = shapes.geometry(name)
    return mesh ? [encodePng(partPicture(mesh, color, palette, { width: 160, height: 160 }), deflate).length] : []
  })
  const mean = bytes.reduce((sum, size) => sum + size, 0) / bytes.length / 1024
  judge(`PNG, mean of ${bytes.length} parts of these models: ${mean.toFixed(2)} KB`, mean <= 3.2)
}

async function cold() {
  const shapes = openShapes(find, inflate)
  for (const { name, color } of pairs) {
    await shapes.load([name])
    const geometry = shapes.geometry(name)
    if (geometry.kind === 'mesh')
      encodePng(partPicture(geometry.mesh, color, palette, { width: 160, height: 160, images: shapes.images }), deflate)
  }
  tell(`${pairs.length} pictures`, 0)
}

async function model(file) {
  const shapes = openShapes(find, inflate)
  const main = shapes.add(fs.readFileSync(file), path.basename(file))
  await shapes.load([main.name])
  const instances = instancesOf(main, shapes, { color: 71 })
  const meshOf = (name) => shapes.geometry(name).mesh
  const picture = modelPicture(instances, meshOf, palette, { width: 1024, height: 768, images: shapes.images })
  const png = encodePng(picture, deflate)
  const faces = instances.reduce((sum, { name }) => sum + (meshOf(name)?.faceColors.length ?? 0), 0)
  tell(`${instances.length} parts, ${faces} faces, ${Math.round(png.length / 1024)} KB`, instances.length)
}

/** In a process of its own, with its start: what a person waits for. Models have 4 s, or 3 ms a part, and 400 MB. */
function apart(title, only, { limit: given } = {}) {
  const args = [fileURLToPath(import.meta.url), '--library', flags.library, '--dist', flags.dist, '--only', only]
  const { said, parts, spent, megabytes } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
  const limit = given ?? Math.max(4, parts * 0.003)
  judge(
    `${title}: ${said}; ${spent.toFixed(2)} s of ${limit.toFixed(0)}, ${megabytes} MB`,
    spent <= limit && megabytes <= 400,
  )
}

/** What `apart` reads. */
function tell(said, parts) {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const spent = (userCPUTime + systemCPUTime) / 1e6
  console.log(JSON.stringify({ said, parts, spent, megabytes: Math.round(maxRSS / 1024) }))
}

/** The outlines of parts as LeoCAD draws them, and ours, laid over each other: how much of both is common. */
async function beside(count) {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-bench-'))
  const shapes = openShapes(find, inflate)
  const [shares, left] = [[], []]
  const names = parts()
  for (const wished of spread(count)) {
    // A few files of the library are empty: the next one stands for them.
    let name = wished
    for (await shapes.load([name]); shapes.geometry(name).kind !== 'mesh'; await shapes.load([name]))
      name = names[names.indexOf(name) + 1]
    const theirs = leocad(name, folder, { library: flags.library, read: (bytes) => readPng(bytes, inflate) })
    const { mesh } = shapes.geometry(name)
    if (theirs) shares.push({ name, share: common(theirs, outlineOf(mesh, theirs)) })
    else left.push(name)
  }
  fs.rmSync(folder, { recursive: true })
  shares.sort((a, b) => a.share - b.share)
  const mean = shares.reduce((sum, { share }) => sum + share, 0) / shares.length
  const worst = shares.slice(0, 8).map(({ name, share }) => `${name} ${share.toFixed(3)}`)
  const poor = shares.filter(({ share }) => share < 0.98).length
  if (left.length > 0) console.log(`     LeoCAD drew nothing of ${left.join(', ')}`)
  judge(
    `outlines of ${shares.length} parts beside LeoCAD: mean ${mean.toFixed(4)}, ${poor} below 0.98; ${worst.join(', ')}`,
    poor === 0,
  )
}

/** Ours, as large as theirs and as little smoothed, or the grids of both would differ. */
function outlineOf(mesh, theirs) {
  const draw = (scale) =>
    outline(partPicture(mesh, 4, palette, { width: SIDE, height: SIDE, line: 0, samples: 1, ...scale }))
  const fitting = draw({})
  const { width, height } = partSize(mesh, 1000, { line: 0 })
  const fit = Math.min((SIDE - 6) / ((width - 6) / 1000), (SIDE - 6) / ((height - 6) / 1000))
  const [across, down] = [theirs.across / fitting.across, theirs.down / fitting.down]
  return draw({ scale: fit * (theirs.across > theirs.down ? across : down) })
}

/** Draws all parts, one after the other, and lists those that show nothing, or took more than two seconds. */
async function everything() {
  const names = [...files.keys()].filter((name) => /[\\/]parts[\\/][^\\/]+$/i.test(files.get(name))).sort()
  const odd = []
  let shapes
  for (const [index, name] of names.entries()) {
    if (index % 300 === 0) shapes = openShapes(find, inflate)
    const start = process.cpuUsage()
    await shapes.load([name])
    const geometry = shapes.geometry(name)
    if (geometry.kind !== 'mesh') odd.push(`${name} ${geometry.why}`)
    else if (isEmpty(partPicture(geometry.mesh, 4, palette, { width: 64, height: 64, samples: 2 })))
      odd.push(`${name} empty`)
    if (seconds(start) > 2) odd.push(`${name} ${seconds(start).toFixed(1)} s`)
  }
  judge(`${names.length} parts of the library drawn, but for ${odd.length}: ${odd.join(', ')}`, odd.length <= 20)
}

function isEmpty({ rgba }) {
  let drawn = 0
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] > 100) drawn++
  return drawn < 10
}

function listed(library) {
  const found = new Map()
  for (const folder of ['parts', 'p'])
    for (const name of fs.readdirSync(path.join(library, folder), { recursive: true, encoding: 'utf8' })) {
      const key = name.toLowerCase().replaceAll('\\', '/')
      if (/\.(dat|png)$/.test(key) && !found.has(key)) found.set(key, path.join(library, folder, name))
    }
  return found
}

function seconds(start) {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

function judge(text, isMet) {
  console.log(`${isMet ? 'yes' : 'NO '}  ${text}`)
  if (!isMet) process.exitCode = 1
}
