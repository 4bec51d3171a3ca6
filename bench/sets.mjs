/**
 * How long questions to all sets take, with a catalog of 1.5 million rows of inventories and a collection of 5,000 lots,
 * against starting node:
 *
 *     npm run build && node bench/sets.mjs [../shared/catalog/rebrickable-2026-04] [--rounds 5] [--cache FOLDER]
 *
 * `--cache` names a folder with a `catalog.db` that is there already. `brick sets build` must take 1 second at most; what
 * else runs on the machine makes that longer, so the best of all
 * rounds counts.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    lots: { type: 'string', default: '5000' },
    cache: { type: 'string' },
  },
})
const folder = positionals[0] ?? '../shared/catalog/rebrickable-2026-04'
const rounds = Number(values.rounds)
const brick = path.resolve('bin/brick.js')
const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-sets-'))
const cache = path.resolve(values.cache ?? path.join(place, 'cache'))
const env = { ...process.env, BRICK_CACHE: cache, BRICK_DATA: path.join(place, 'data') }

try {
  if (values.cache === undefined) makeCatalog()
  makeCollection(Number(values.lots))
  measure('node -e 0', ['-e', '0'])
  measure('brick sets build', [brick, 'sets', 'build'], 1000)
  measure('brick sets build --together', [brick, 'sets', 'build', '--together'])
  measure('brick sets supply fixtures/car.ldr', [brick, 'sets', 'supply', 'fixtures/car.ldr'])
  measure('brick sets with 3001/red 3023', [brick, 'sets', 'with', '3001/red', '3023'])
  measure('brick check fixtures/car.ldr', [brick, 'check', 'fixtures/car.ldr'])
} finally {
  fs.rmSync(place, { recursive: true, force: true })
}

function makeCatalog() {
  const made = path.join(place, 'inventory_parts.csv')
  execFileSync('node', ['bench/make-inventories.mjs', folder, made], { stdio: 'inherit' })
  execFileSync('node', [brick, 'catalog', 'import', folder, made, '--quiet'], { env, stdio: 'inherit' })
}

/** Elements of the catalog, evenly drawn; of each a few. */
function makeCollection(lots) {
  const rows = gunzipSync(fs.readFileSync(path.join(folder, 'elements.csv.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1)
  const step = Math.max(1, Math.floor(rows.length / lots))
  const drawn = rows.filter((_, i) => i % step === 0).slice(0, lots)
  const lines = drawn.map((row, i) => {
    const [, part, color] = row.split(',')
    return `${part},${color},${1 + ((i * 7) % 40)}`
  })
  const file = path.join(place, 'owned.csv')
  fs.writeFileSync(file, ['Part,Color,Quantity', ...lines].join('\n'))
  execFileSync('node', [brick, 'own', 'add', file, '--quiet'], { env, stdio: 'ignore' })
}

/** The best of all rounds. */
function measure(title, words, limit = Infinity) {
  let wall = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    const { status } = spawnSync('node', words, { env, stdio: 'ignore' })
    wall = Math.min(wall, performance.now() - start)
    if (status !== 0 && status !== 1) throw new Error(`${title}: exit ${status}`)
  }
  const verdict =
    limit === Infinity ? '' : wall <= limit ? `, at most ${limit} ms: ok` : `, more than ${limit} ms: TOO SLOW`
  console.log(`${title}: ${Math.round(wall)} ms${verdict}`)
  if (wall > limit) process.exitCode = 1
}
