import * as path from 'node:path'
import { totals, totalsInWords } from '../core/catalog/totals.js'
import { EXIT } from '../core/error.js'
import { pieces } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { checkSavable } from '../system/save.js'
import { rereadable } from './info-kind.js'
import { ledgerLine } from './ledger-line.js'
import { loadOptions, type TroubleFlags } from './list-options.js'
import { loadModels } from './load.js'
import type { SupplyFlags } from './need-supply.js'
import { tellAge } from './price.js'
import { reportContent } from './report-content.js'
import { drawnReport } from './report-drawn.js'
import { reportTarget, writeReport } from './report-file.js'
import { reportList } from './report-list.js'
import { reportModels } from './report-model.js'
import { ownedLots } from './report-owned.js'
import { shortened, titleOf } from './report-title.js'
import { tradedLots, type TradeFlags } from './report-trade.js'
import { refuseOverwriting } from './save-list.js'
import { isWritten, tellVerdict, verdict } from './verdict.js'

export interface ReportFlags extends TroubleFlags, SupplyFlags, TradeFlags {
  output?: string
  title?: string
  by: 'color' | 'category'
  pictures: boolean
  '3d': boolean
}

/** Brings together all that is known of a list, draws it, and writes it. */
export async function makeReport(once: Io, words: string[], flags: ReportFlags): Promise<void> {
  const target = reportTarget(once, flags.output)
  if (target.file !== '-') checkSavable(path.resolve(once.cwd, target.file), target.file)
  // Models are read twice: to be counted, and to be drawn.
  const io = rereadable(once)
  const loaded = await loadModels(io, words, loadOptions(flags))
  if (target.file !== '-') refuseOverwriting(io, [target.file], loaded.files)
  const models = await reportModels(io, words, flags)
  const list = reportList(loaded, flags.by, { asWritten: flags.asWritten === true })
  const owned = await ownedLots(io, list, flags)
  const traded = await tradedLots(io, list, flags, { buys: owned.shown ? 'missing' : 'all' })
  const problems = eachOnce([...list.problems, ...traded.problems, ...owned.problems])
  const judged = verdict(problems, { ...flags, output: target.file }, { isEmpty: list.lots.length === 0 })
  if (isWritten(judged)) {
    const title = shortened(flags.title ?? '') || titleOf(loaded.files, models, flags.model)
    const drawn = await drawnReport(io, list, models, { flags, title, isOpaque: target.kind === 'pdf' })
    const known = { list, traded, owned, drawn, problems: judged.problems, title, asOf: now(io) }
    await writeReport(once, reportContent(known, flags.by), target)
    if (target.file !== '-') once.say(`${target.file}: ${totalsInWords(totals(list.lots.map(({ row }) => row)))}`)
    if (flags.pictures && !drawn.isDrawn) once.say(WITHOUT_LIBRARY)
  }
  await tellVerdict(once, judged, { output: target.file, ...(flags.verbose && { verbose: true }) })
  once.say(ledgerLine(list.ledger, pieces(loaded.inventory)))
  if (traded.priced) tellAge(once, traded.priced, flags)
  if (traded.isStopped && once.exitCode === EXIT.done) once.exitCode = EXIT.interrupted
}

const WITHOUT_LIBRARY =
  'it has no pictures: there is no LDraw library on this machine; brick library install brings one'

/** Each of those who looked at the list says again what was wrong with it. */
function eachOnce(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}
