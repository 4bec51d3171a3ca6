import * as fs from 'node:fs'
import * as path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { makeFolders } from './make-folders.js'

/**
 * Reads and writes a small file while no other process does: what one of two at the same time wrote would be lost. The turn
 * is a file beside it; one that somebody left behind counts no more when it has stood still for as long as `patience`, in
 * milliseconds. Where no file can be made, work goes on, to fail in words of its own.
 */
export async function oneAtATime<T>(
  file: string,
  work: () => Promise<T>,
  { patience = PATIENCE }: { patience?: number } = {},
): Promise<T> {
  const turn = path.join(path.dirname(file), `.${path.basename(file)}.turn`)
  const isMine = hasFolder(turn) && (await taken(turn, patience))
  try {
    return await work()
  } finally {
    if (isMine) fs.rmSync(turn, { force: true })
  }
}

/** The work takes some milliseconds. */
const PATIENCE = 5000
const PAUSE = 20

async function taken(turn: string, patience: number): Promise<boolean> {
  let seen = { stamp: '', since: performance.now() }
  for (;;) {
    const outcome = tryTake(turn)
    if (outcome !== 'others') return outcome === 'mine'
    const stamp = stampOf(turn)
    if (stamp !== seen.stamp) seen = { stamp, since: performance.now() }
    else if (performance.now() - seen.since > patience) fs.rmSync(turn, { force: true })
    await setTimeout(PAUSE)
  }
}

function hasFolder(turn: string): boolean {
  try {
    makeFolders(path.dirname(turn), 0o700)
    return true
  } catch {
    return false
  }
}

function tryTake(turn: string): 'mine' | 'others' | 'impossible' {
  try {
    fs.closeSync(fs.openSync(turn, 'wx', 0o600))
    return 'mine'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'others' : 'impossible'
  }
}

/** Tells one turn from the next. */
function stampOf(turn: string): string {
  const found = fs.statSync(turn, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.ino} ${found.mtimeNs}` : ''
}
