import * as path from 'node:path'
import { count } from '../core/count.js'
import type { OpenMarket } from '../markets/market.js'
import type { PartNumbers } from '../markets/part-numbers.js'
import type { Io } from '../system/io.js'
import { wantedMarkets, withMarkets } from './open-markets.js'

/** Whose numbers are of use, by the name that Rebrickable gives them. */
const SYSTEMS: Record<string, string> = {
  BrickLink: 'bricklink',
  BrickOwl: 'brickowl',
  LDraw: 'ldraw',
  LEGO: 'lego',
}

/**
 * Asks Rebrickable what others call each of its parts, and writes it as a table into a folder of tables, from which the
 * catalog takes it then and ever after. It takes a minute or two: what came is kept, so that the next time goes on there.
 * @throws {BrickError} when there is no key, or when it fails or is interrupted; the table is as it was then.
 */
export async function downloadNumbers(io: Io, folder: string, { refresh }: { refresh?: true }): Promise<void> {
  const found = await wantedMarkets(io, ['rebrickable'])
  io.say(
    "asking Rebrickable for all parts' numbers: some 60 pages, one a second; if interrupted, it goes on the next time",
  )
  await withMarkets(io, found, refresh ? { refresh } : {}, async ([open]) => {
    if (open) await saveNumbers(io, folder, open)
  })
}

/** The same with a market that is open. */
export async function saveNumbers(io: Io, folder: string, { partNumbers }: OpenMarket): Promise<void> {
  const rows: string[] = ['part_num,system,number']
  let last: PartNumbers | undefined
  let [parts, kept] = [0, 0]
  for await (const page of partNumbers?.() ?? []) {
    for (const { part, numbers } of page.parts) rows.push(...rowsOf(part, numbers))
    parts += page.parts.length
    kept += page.cached ? 1 : 0
    last = page
  }
  if (!last) return
  io.makeFolder(folder)
  io.save(path.join(folder, NUMBERS_FILE), `${rows.join('\n')}\n`)
  const pages = `${count(last.page, 'page')}${kept > 0 ? `, ${kept} of them asked before` : ''}`
  io.say(`${count(rows.length - 1, 'number')} of ${count(parts, 'part')} in ${pages}`)
  if (last.doubled > 0) io.say(`note: ${count(last.doubled, 'part')} came twice, and count once`)
  const missed = last.count - parts
  if (missed > 0)
    io.say(`note: the list changed meanwhile: ${count(missed, 'part')} may be missing; --force asks for all anew`)
}

export const NUMBERS_FILE = 'numbers.csv'

function rowsOf(part: string, numbers: Record<string, string[]>): string[] {
  return Object.entries(numbers).flatMap(([name, all]) => {
    const system = SYSTEMS[name]
    return system === undefined ? [] : all.map((number) => [part, system, number].map(cell).join(','))
  })
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
