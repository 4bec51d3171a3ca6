// What becomes of the catalog when things go wrong; called by faults.mjs. The old one or the new one is there, whole, and
// never half of one; what several processes import at once is all there; each failure is one clear line.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { median, moment, seconds, words } from './faults-tools.mjs'

export async function openCatalogFaults(tools, count) {
  const { asked, batchesIn, bin, clearly, dist, expect, folder, isRoot, list, nobody, ownAdd, run } = tools
  const { openDatabase } = await import(pathToFileURL(path.join(dist, 'store/sqlite.js')))
  const catalogOf = (data) => path.join(data, 'catalog.db')
  const taking = (data, ...files) => [[bin, 'catalog', 'import', '--quiet', ...files], data]
  return { killed, crowded, filled, locked, cutOff, later }

  /** Of tables that are packed, so that also what is unpacked beside the catalog may be left over. */
  async function killed() {
    const [old, fresh] = [tables('old', 4000), tables('new', 4000)]
    const data = folder()
    const usual = await median(3, () => run(taking(folder(), fresh)))
    await run(taking(data, old))
    const seen = { old: 0, new: 0 }
    for (let turn = 0; turn < count; turn++) {
      const [now, next] = (await stateOf(data)) === 'old' ? ['old', fresh] : ['new', old]
      const { code } = await run(taking(data, next), moment(usual))
      const state = await stateOf(data)
      seen[state]++
      expect(state === 'old' || state === 'new', `catalog ${turn}: ${state}`)
      expect(code !== 0 || state !== now, `catalog ${turn}: acknowledged, and not there`)
    }
    await run(taking(data, old))
    await run(taking(data, fresh))
    const left = fs.readdirSync(data).filter((name) => name.includes('.part'))
    expect(left.length === 0, `catalog: left over: ${left.join(' ')}`)
    console.log(
      `catalog import: killed ${count} times within ${Math.round(usual * 1.1)} ms: then ${words(seen)}, whole`,
    )
  }

  /** Some import each another table, and others add to the collection. */
  async function crowded() {
    for (const writers of [2, 8]) {
      const data = folder()
      const files = fs.readdirSync(tables('new', 4000)).slice(0, writers / 2)
      const start = performance.now()
      const importing = files.map((file) => run(taking(data, path.join(tables('new', 4000), file))))
      const adding = files.map((_, turn) => run(ownAdd(data, list(turn, 200))))
      for (const { code, err } of await Promise.all([...importing, ...adding]))
        expect(code === 0, `catalog, ${writers} at once: ${err}`)
      const sources = await asked(catalogOf(data), 'SELECT count(*) FROM source')
      const batches = (await batchesIn(data)).length
      expect(sources === files.length && batches === files.length, `catalog: ${sources} tables, ${batches} batches`)
      console.log(`catalog: ${writers} at once: ${sources} tables and ${batches} batches, ${seconds(start)}`)
    }
  }

  async function filled() {
    const data = folder()
    if (!isRoot || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', data]).status !== 0)
      return console.log('catalog, full disk: left out, as it needs root to make a small one')
    try {
      expect((await run(taking(data, tables('old', 500)))).code === 0, 'catalog, full disk: no room for the first')
      for (const rows of [20_000, 40_000, 60_000])
        clearly('catalog, full disk', await run(taking(data, tables('new', rows))), /no space left|the disk reports/)
      expect((await stateOf(data)) === 'old', 'catalog, full disk: the old one is gone')
      const left = fs.readdirSync(data).filter((name) => name.includes('.part'))
      expect(left.length === 0, `catalog, full disk: left over: ${left.join(' ')}`)
      spawnSync('mount', ['-o', 'remount,size=64m', data])
      expect((await run(taking(data, tables('new', 8000)))).code === 0, 'catalog, full disk: does not go on')
      console.log('catalog, full disk: refused 3 times, the old one whole; then it goes on')
    } finally {
      spawnSync('umount', ['--lazy', data])
    }
  }

  async function locked() {
    const data = folder()
    await run(taking(data, tables('old', 500)))
    for (const name of fs.readdirSync(data)) fs.chmodSync(path.join(data, name), 0o444)
    fs.chmodSync(data, 0o555)
    const fresh = tables('new', 500)
    clearly('catalog, read-only', await run(taking(data, fresh), undefined, nobody()), /cannot write the catalog/)
    const none = taking(path.join(data, 'none'), fresh)
    clearly('catalog, read-only parent', await run(none, undefined, nobody()), /cannot write the catalog/)
    const same = await run(taking(data, tables('old', 500)), undefined, nobody())
    expect(same.code === 0, `catalog, read-only: the same again: ${same.err}`)
    fs.chmodSync(data, 0o755)
    expect((await stateOf(data)) === 'old', 'catalog, read-only: lost')
    console.log('catalog, read-only folder: refused, nothing changed')
  }

  /** What is asked for may lie before the cut: then the answer is right. An import makes it whole again. */
  async function cutOff() {
    const data = folder()
    await run(taking(data, tables('old', 2000)))
    const whole = fs.readFileSync(catalogOf(data))
    const ask = [[bin, 'catalog', 'find', 'old', '--limit', '9999'], data]
    const { out } = await run(ask)
    const turns = Math.max(5, Math.ceil(count / 10))
    for (let turn = 0; turn < turns; turn++) {
      const length = [0, whole.length - 1, 4096][turn] ?? Math.floor(Math.random() * whole.length)
      fs.writeFileSync(catalogOf(data), whole.subarray(0, length))
      const result = await run(ask)
      if (result.code !== 0 || result.out !== out)
        clearly(`catalog cut off at ${length} of ${whole.length}`, result, /the catalog is damaged|another version/)
      const again = await run(taking(data, tables('new', 500)))
      expect(again.code === 0 && (await stateOf(data)) === 'new', `catalog cut off at ${length}: ${again.err}`)
    }
    console.log(`catalog cut off: ${turns} times noticed or answered rightly, and made anew`)
  }

  async function later() {
    const data = folder()
    await run(taking(data, tables('old', 500)))
    const database = await openDatabase(catalogOf(data), { title: 'it' })
    database.exec('PRAGMA user_version = 99')
    database.close()
    clearly('catalog, newer schema', await run([[bin, 'catalog', 'info'], data]), /another version of brick made/)
    expect((await run(taking(data, tables('old', 500)))).code === 0, 'catalog, newer schema: not made anew')
    expect((await stateOf(data)) === 'old', 'catalog, newer schema: not whole')
    console.log('catalog, newer schema: refused, and made anew')
  }

  /** `old` or `new`, when all that is in it is, and as much as it says; else what is wrong. */
  async function stateOf(data) {
    const file = catalogOf(data)
    const check = await asked(file, 'PRAGMA quick_check(1)')
    if (check !== 'ok') return check
    const kinds = await asked(file, 'SELECT group_concat(DISTINCT substr(name, 1, 3)) FROM part')
    const rows = await asked(file, "SELECT rows FROM source WHERE id = 'rebrickable/parts'")
    const parts = await asked(file, 'SELECT count(*) FROM part')
    const elements = await asked(
      file,
      'SELECT count(*) FROM element WHERE design = (SELECT min(substr(name, 1, 3)) FROM part)',
    )
    const uses = await asked(file, 'SELECT count(*) FROM lot_use')
    const words = await asked(file, `SELECT count(*) FROM part_words WHERE part_words MATCH '${kinds}'`)
    const isWhole = [parts, elements, uses, words].every((one) => one === rows)
    return isWhole ? kinds : `half a catalog: ${[rows, parts, elements, uses, words].join()} of ${kinds}`
  }

  /** A folder of packed tables of so many parts, all named so, each an element, and each in a set. */
  function tables(kind, rows) {
    const place = path.join(path.dirname(folder()), `tables-${kind}-${rows}`)
    if (fs.existsSync(place)) return place
    fs.mkdirSync(place)
    const all = (row) => Array.from({ length: rows }, (_, i) => row(i)).join('\n')
    const content = {
      parts: `part_num,name,part_cat_id\n${all((i) => `${i},${kind} brick,1`)}\n`,
      elements: `element_id,part_num,color_id,design_id\n${all((i) => `${i},${i},1,${kind}`)}\n`,
      inventories: 'id,version,set_num\n1,1,1-1\n',
      inventory_parts: `inventory_id,part_num,color_id,quantity,is_spare\n${all((i) => `1,${i},1,2,False`)}\n`,
      sets: `set_num,name,year,theme_id,num_parts\n1-1,${kind} set,2020,1,${rows}\n`,
    }
    for (const [name, text] of Object.entries(content))
      fs.writeFileSync(path.join(place, `${name}.csv.gz`), gzipSync(text))
    return place
  }
}
