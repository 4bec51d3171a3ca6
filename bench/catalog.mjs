/**
 * How long it takes to make the whole catalog, against what SQLite's own shell takes to import the same tables as they are,
 * with indexes for the same questions; how long `brick id` takes with that catalog, against starting node; and what the
 * packed tables and an LDraw library take of memory and of the processor:
 *
 *     npm run build && node bench/catalog.mjs [../shared/catalog/rebrickable-2026-04] [--rounds 3]
 *
 * Inventories are made by `make-inventories.mjs`: 1.5 million rows. Only ratios of times of one run mean anything.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
})
const folder = positionals[0] ?? '../shared/catalog/rebrickable-2026-04'
const rounds = Number(values.rounds)
const brick = path.resolve('bin/brick.js')
const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-catalog-'))
const tables = path.join(place, 'tables')
const env = { ...process.env, BRICK_CACHE: path.join(place, 'cache') }

/** As the shell would have them, for the same questions. */
const INDEXES = `
  CREATE INDEX part_number ON parts (part_num COLLATE NOCASE);
  CREATE INDEX relation_child ON part_relationships (child_part_num COLLATE NOCASE, rel_type);
  CREATE INDEX relation_parent ON part_relationships (parent_part_num COLLATE NOCASE, rel_type);
  CREATE INDEX element_number ON elements (element_id);
  CREATE INDEX element_part ON elements (part_num COLLATE NOCASE, color_id);
  CREATE INDEX set_number ON sets (set_num COLLATE NOCASE);
  CREATE INDEX set_theme ON sets (theme_id);
  CREATE INDEX figure_number ON minifigs (fig_num COLLATE NOCASE);
  CREATE INDEX inventory_owner ON inventories (set_num COLLATE NOCASE, version);
  CREATE INDEX inventory_id ON inventories (id);
  CREATE INDEX inventory_part_inventory ON inventory_parts (inventory_id);
  CREATE INDEX inventory_part_part ON inventory_parts (part_num COLLATE NOCASE, color_id);
  CREATE INDEX inventory_figure_inventory ON inventory_minifigs (inventory_id);
  CREATE INDEX inventory_set_inventory ON inventory_sets (inventory_id);
  CREATE VIRTUAL TABLE part_words USING fts5 (name, content='', prefix='3');
  INSERT INTO part_words (rowid, name) SELECT rowid, name FROM parts;
  CREATE VIRTUAL TABLE set_words USING fts5 (name, content='', prefix='3');
  INSERT INTO set_words (rowid, name) SELECT rowid, name FROM sets;
  INSERT INTO set_words (rowid, name) SELECT -rowid, name FROM minifigs;`

/** For `measure`: what a process took, when it ends. In a URL, lines have no ends. */
const TELL = `data:text/javascript,process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  console.log(JSON.stringify([Math.round(maxRSS / 1024), (userCPUTime + systemCPUTime) / 1e6]));
})`

try {
  unpackTables()
  compare('import against sqlite3 .import and indexes', 2, [importAll, importInShell])
  compare('import of the same again against node -e 0', Infinity, [importAgain, startNode])
  compare('brick id against node -e 0', 2.5, [() => run(['id', '3001']), startNode], 5 * rounds)
  compare('brick catalog find against node -e 0', Infinity, [
    () => run(['catalog', 'find', 'plate', '1', 'x', '2']),
    startNode,
  ])
  measure('import of packed tables', packTables(), { megabytes: 350 })
  measure('import of an LDraw library', '../shared/ldraw.zip', { seconds: 10 })
} finally {
  fs.rmSync(place, { recursive: true, force: true })
}

function unpackTables() {
  fs.mkdirSync(tables)
  for (const name of fs.readdirSync(folder).filter((file) => file.endsWith('.csv.gz')))
    fs.writeFileSync(path.join(tables, name.slice(0, -3)), gunzipSync(fs.readFileSync(path.join(folder, name))))
  const made = path.join(tables, 'inventory_parts.csv')
  if (!fs.existsSync(made))
    console.log(execFileSync('node', ['bench/make-inventories.mjs', folder, made], { encoding: 'utf8' }).trim())
}

function packTables() {
  const packed = path.join(place, 'packed')
  fs.mkdirSync(packed)
  for (const name of fs.readdirSync(tables))
    fs.writeFileSync(path.join(packed, `${name}.gz`), gzipSync(fs.readFileSync(path.join(tables, name))))
  return packed
}

/** The most memory that it had, and the time that it had of the processor, in a new catalog. */
function measure(title, what, { megabytes = Infinity, seconds = Infinity }) {
  if (!fs.existsSync(what)) return console.log(`${title}: skipped, there is no ${what}`)
  fs.rmSync(env.BRICK_CACHE, { recursive: true, force: true })
  const { stdout } = spawnSync('node', ['--import', TELL, brick, 'catalog', 'import', what], { env, encoding: 'utf8' })
  const [memory, time] = JSON.parse(stdout)
  const isGood = memory <= megabytes && time <= seconds
  console.log(`${title}: ${memory} MB, ${time.toFixed(1)} s of the processor: ${isGood ? 'ok' : 'TOO MUCH'}`)
  if (!isGood) process.exitCode = 1
}

/** Times them in turn, and compares the best of each. */
function compare(title, limit, [ours, theirs], times = rounds) {
  const best = [Infinity, Infinity]
  for (let round = 0; round < times; round++) {
    for (const [index, work] of [ours, theirs].entries()) {
      const time = work()
      if (time === undefined) return console.log(`${title}: skipped, there is no sqlite3 here`)
      best[index] = Math.min(best[index], time)
    }
  }
  const ratio = best[0] / best[1]
  const verdict = limit === Infinity ? '' : ratio <= limit ? `, at most ${limit}: ok` : `, more than ${limit}: TOO SLOW`
  console.log(`${title}: ${best.map((time) => `${Math.round(time)} ms`).join(' / ')} = ${ratio.toFixed(2)}${verdict}`)
  if (ratio > limit) process.exitCode = 1
}

function timed(work) {
  const start = performance.now()
  work()
  return performance.now() - start
}

function importAll() {
  fs.rmSync(env.BRICK_CACHE, { recursive: true, force: true })
  return importAgain()
}

function importAgain() {
  return run(['catalog', 'import', tables])
}

function run(words) {
  return timed(() => execFileSync('node', [brick, ...words], { env, stdio: ['ignore', 'ignore', 'ignore'] }))
}

function startNode() {
  return timed(() => execFileSync('node', ['-e', '0']))
}

/** The shell makes a table of each file, all text; then come the indexes that answer what the catalog answers. */
function importInShell() {
  if (spawnSync('sqlite3', ['--version']).error) return undefined
  const database = path.join(place, 'shell.db')
  fs.rmSync(database, { force: true })
  const names = fs.readdirSync(tables).map((file) => path.basename(file, '.csv'))
  const imports = names.map((name) => `.import ${path.join(tables, name)}.csv ${name}`)
  const script = ['PRAGMA synchronous = OFF;', '.mode csv', ...imports, INDEXES].join('\n')
  return timed(() => execFileSync('sqlite3', [database], { input: script, stdio: ['pipe', 'ignore', 'inherit'] }))
}
