// What faults.mjs works with: a place for collections, lists to add, and processes that can be killed.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'

export async function openTools(name) {
  const bin = fs.realpathSync(name)
  const dist = path.resolve(path.dirname(bin), '../dist')
  const load = (name) => import(pathToFileURL(path.join(dist, 'store', `${name}.js`)))
  const [{ openCollection }, { openDatabase }] = await Promise.all(['collection', 'sqlite'].map(load))
  const isRoot = process.getuid?.() === 0
  const home = fs.mkdtempSync(path.join(tmpdir(), 'brick-faults-'))
  fs.chmodSync(home, 0o755)
  let failures = 0
  return {
    ...{ asked, batchesIn, bin, clearly, copyOf, dist, expect, folder, isRoot, list, nobody, ownAdd, piecesOf, run },
    failures: () => failures,
    end: () => fs.rmSync(home, { recursive: true, force: true }),
  }

  /** One line that says what is wrong, one that says what to do, and nothing on standard output. */
  function clearly(what, { code, out, err }, message) {
    const lines = err.trim().split('\n')
    const isClear = code > 0 && code < 70 && out === '' && lines.length <= 2 && /^brick: /.test(lines[0])
    return expect(isClear && message.test(lines[0]), `${what}: exit ${code}: ${err}`)
  }

  function expect(holds, what) {
    if (!holds) console.log(`FAILED ${what}`)
    if (!holds) failures++
    return holds
  }

  /** Runs Node, and kills it after so many milliseconds. */
  function run([args, data], after, who = {}) {
    return new Promise((resolve) => {
      const env = { PATH: process.env.PATH, HOME: home, BRICK_DATA: data, BRICK_CACHE: data }
      const child = spawn(process.execPath, args, { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'], ...who })
      const result = { out: '', err: '' }
      child.stdout.on('data', (some) => (result.out += some))
      child.stderr.on('data', (some) => (result.err += some))
      const timer = after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), after)
      child.on('close', (code) => {
        clearTimeout(timer)
        resolve({ code, ...result })
      })
    })
  }

  /** Root may write everywhere; so somebody else tries. */
  function nobody() {
    return isRoot ? { uid: 65534, gid: 65534 } : {}
  }

  function ownAdd(data, file) {
    return [[bin, 'own', 'add', file, '--json', '--quiet'], data]
  }

  /** A collection as a table: lots of as many pieces as `turn` says, so that each list is another one. */
  function list(turn, lots) {
    const file = path.join(home, `list-${turn}-${lots}.csv`)
    if (fs.existsSync(file)) return file
    const rows = Array.from(
      { length: lots },
      (_, row) => `${3000 + row},4,any,${turn + 1},,loose,list-${turn}-${lots}.csv,P,`,
    )
    fs.writeFileSync(file, `part,color,condition,quantity,place,state,source,type,written\n${rows.join('\n')}\n`)
    return file
  }

  function piecesOf(turn, lots) {
    return (turn + 1) * lots
  }

  async function batchesIn(data) {
    const file = path.join(data, 'collection.db')
    if (!fs.existsSync(file)) return []
    const collection = await openCollection(file)
    const batches = await collection.batches()
    await collection.close()
    return batches
  }

  async function asked(file, sql) {
    const database = await openDatabase(file, { title: 'it' })
    const [answer] = Object.values(database.prepare(sql).get())
    database.close()
    return answer
  }

  function folder() {
    const data = fs.mkdtempSync(path.join(home, 'data-'))
    fs.chmodSync(data, 0o777)
    return data
  }

  function copyOf(data) {
    const copy = folder()
    fs.cpSync(path.join(data, 'collection.db'), path.join(copy, 'collection.db'))
    return copy
  }
}

/** In milliseconds: seldom while Node starts, mostly while it works, sometimes when all is done. */
export function moment(usual) {
  return usual * (0.3 + Math.random() * 0.8)
}

export async function median(times, work) {
  const all = []
  for (let turn = 0; turn < times; turn++) {
    const start = performance.now()
    await work(turn)
    all.push(performance.now() - start)
  }
  return all.sort((a, b) => a - b)[times >> 1]
}

export function words(counts) {
  return Object.entries(counts)
    .map(([what, times]) => `${times} ${what}`)
    .join(', ')
}

export function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}
