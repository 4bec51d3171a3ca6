import type { Wish } from '../system/http/means.js'
import type { Limit } from '../system/http/policy.js'
import type { Database, Row, Value } from './sqlite.js'

type Whose = Pick<Wish, 'service' | 'account'>

/** What the ledger of calls asks its tables. */
export type Rows = ReturnType<typeof openRows>

export function openRows(database: Database) {
  const counted = "service = ? AND (? = '' OR account = ?) AND (? = '' OR kind = ?)"
  const add = database.prepare(
    'INSERT INTO call (service, account, kind, start, seen, process) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const finish = database.prepare('UPDATE call SET seen = max(start, ?), isOver = 1 WHERE id = ?')
  const release = database.prepare('DELETE FROM call WHERE id = ?')
  const sweep = database.prepare('DELETE FROM call WHERE service = ? AND seen < ?')
  const hold = database.prepare(
    'INSERT INTO hold VALUES (?, ?) ON CONFLICT (service) DO UPDATE SET until = excluded.until',
  )
  const held = database.prepare('SELECT until FROM hold WHERE service = ?')
  const underWay = database.prepare(
    'SELECT id, process FROM call WHERE service = ? AND seen > ? AND seen <= ? AND isOver = 0',
  )
  const over = database.prepare('UPDATE call SET isOver = 1 WHERE id = ?')
  const lastStart = database.prepare(`SELECT max(start) AS start FROM call WHERE ${counted} AND start <= ?`)
  const nthSeen = database.prepare(
    `SELECT start, seen, isOver FROM call WHERE ${counted} AND seen <= ? ORDER BY seen DESC LIMIT 1 OFFSET ?`,
  )
  const since = database.prepare(
    `SELECT count(*) AS count, min(seen) AS oldest FROM call WHERE ${counted} AND seen > ? AND seen <= ?`,
  )
  const stamp = database.prepare(
    'INSERT INTO stamp (token, last) VALUES (?, ?) ON CONFLICT (token) DO UPDATE SET last = excluded.last',
  )
  const stamped = database.prepare('SELECT last, taken, most, until FROM stamp WHERE token = ?')
  const taken = database.prepare('UPDATE stamp SET taken = max(taken, ?) WHERE token = ?')
  const learn = database.prepare('UPDATE stamp SET taken = ?, most = ?, until = ? WHERE token = ?')

  return {
    /** Writes a call down, and forgets now and then what no limit counts any more. */
    add(wish: Wish, start: number): number {
      const { service, account, kind = '', patience, now, limits } = wish
      const { id } = add.run(service, account, kind, start, start + patience, process.pid)
      const longest = Math.max(0, ...limits.map(({ window }) => window))
      if (id % SWEEP_EVERY === 0) sweep.run(service, now - longest - KEPT_LONGER)
      return id
    },

    finish(call: number, now: number): void {
      finish.run(now, call)
    },

    release(call: number): void {
      release.run(call)
    },

    hold(service: string, until: number): void {
      hold.run(service, Math.ceil(until))
    },

    heldUntil(service: string): number {
      return numberIn(held.get(service), 'until') ?? 0
    },

    /** How many calls of living processes are not over. Those of dead ones no longer are. */
    underWay(service: string, { now, latest }: { now: number; latest: number }): number {
      let count = 0
      for (const { id, process: number } of underWay.all(service, now, Math.floor(latest))) {
        if (isAlive(Number(number))) count++
        else over.run(Number(id))
      }
      return count
    },

    lastStart(whose: Whose, limit: Limit, latest: number): number | undefined {
      return numberIn(lastStart.get(...countedBy(limit, whose), Math.floor(latest)), 'start')
    },

    /** Of the calls that count, the one that was seen n-th last. */
    nthSeen(whose: Whose, limit: Limit, { n, latest }: { n: number; latest: number }) {
      const row = nthSeen.get(...countedBy(limit, whose), Math.floor(latest), n - 1)
      return row && { start: Number(row['start']), seen: Number(row['seen']), isOver: row['isOver'] === 1 }
    },

    since(whose: Whose, limit: Limit, { earliest, latest }: { earliest: number; latest: number }) {
      const row = since.get(...countedBy(limit, whose), Math.floor(earliest), Math.floor(latest))
      return { count: numberIn(row, 'count') ?? 0, oldest: numberIn(row, 'oldest') }
    },

    stamped(token: string): Stamped {
      const row = stamped.get(token)
      const [last, taken] = [numberIn(row, 'last') ?? 0, numberIn(row, 'taken') ?? 0]
      return { last, taken, most: numberIn(row, 'most'), until: numberIn(row, 'until') ?? 0 }
    },

    stamp(token: string, last: number): void {
      stamp.run(token, last)
    },

    stampTaken(token: string, lead: number): void {
      taken.run(Math.floor(lead), token)
    },

    /** Until then, nothing is signed farther before the clock. */
    learn(token: string, most: number, until: number): void {
      learn.run(most, most, until, token)
    },
  }
}

/** What is known of the times at which a token signed; see the table. */
interface Stamped {
  last: number
  taken: number
  most: number | undefined
  until: number
}

const SWEEP_EVERY = 100

/** An hour, in milliseconds: clocks are set. */
const KEPT_LONGER = 3_600_000

function numberIn(row: Row | undefined, name: string): number | undefined {
  const value = row?.[name]
  return typeof value === 'number' ? value : undefined
}

/** Which calls a limit counts, for the places of `counted`. */
function countedBy({ kind = '', then }: Limit, { service, account }: Whose): Value[] {
  const whose = then === 'wait' ? '' : account
  return [service, whose, whose, kind, kind]
}

/** A process of somebody else cannot be signalled, but lives. */
function isAlive(number: number): boolean {
  if (number === process.pid) return true
  try {
    process.kill(number, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
