import { InvalidArgumentError, Option, type Command } from 'commander'
import { daysSince } from '../core/age.js'
import { unusedRules } from '../core/catalog/decisions.js'
import { count } from '../core/count.js'
import { EXIT } from '../core/error.js'
import type { Level } from '../core/problem.js'
import { noCatalog, openCatalog, type LocalCatalog } from '../store/catalog.js'
import { catalogFile } from '../system/catalog-place.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { readProfile } from '../system/profile-files.js'
import { paintFor } from '../system/terminal.js'
import { fails, findingGroups, type FindingGroup } from './check-findings.js'
import { checkAll, type CheckedAll } from './check-all.js'
import { fixColors, fixTask, type FixFlags, type FixReport } from './check-fix.js'
import { changesInWords, fixesAsJson, fixesAsText } from './check-fix-report.js'
import { findingsAsText, rulesAsText, sumInWords } from './check-report.js'
import { rereadable } from './info-kind.js'
import { addReadOptions, addTroubleOptions, choice, gather, LISTS, SHORT_HELP, seldom } from './list-options.js'
import { isWritten, tellVerdict, verdict } from './verdict.js'

interface Flags extends FixFlags {
  profile?: string
  failOn: 'error' | 'warn' | 'note'
  format: 'text' | 'json' | 'github'
  json?: true
}

export function check(program: Command, io: Io): void {
  const command = program
    .command('check')
    .summary('Check that parts exist in their colors')
    .description('Checks that each part was in a catalogued set in its color, when last, and in how many.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--since <year>', 'name what is in no set of that year or later', year)
    .option('--within <list>', 'name what is not in this set or list (repeatable)', gather)
    .option('--available <file>', 'name what is not in a table of element numbers')
    .option('--profile <name>', 'judge by the rules of a program: brick profile list')
    .addOption(choice('--mould <how>', 'which moulds are one part', ['same', 'exact']))
    .addOption(choice('--fail-on <level>', 'what makes exit code 1', ['error', 'warn', 'note']))
    .addOption(choice('-f, --format <format>', 'how to write it', ['text', 'json', 'github']))
    .option('--json', 'the same as -f json')
    .addOption(new Option('--fix-colors <how>', 'write a copy with real colors: nearest').choices(['nearest']))
    .option('-o, --output <file>', 'where --fix-colors writes its copy')
  seldom(addTroubleOptions(addReadOptions(command)), '--assemblies', '--from')
    .addHelpText('after', EXAMPLES)
    .action((lists: string[], flags: Flags) => run(rereadable(io), io, lists, flags))
}

const EXAMPLES = `
Examples:
  brick check castle.io --since 2024
  brick check alternate.ldr --within set:60472-1 --fail-on warn`

async function run(reading: Io, io: Io, lists: string[], flags: Flags): Promise<void> {
  const profile = flags.profile === undefined ? undefined : readProfile(io, flags.profile)
  const task = await fixTask(reading, lists, flags)
  const local = await openCatalog(catalogFile(io))
  if (!local) throw noCatalog()
  try {
    const all = await checkAll(reading, lists, { flags, local, profile })
    await tell(io, all, { local, flags, fix: () => (task ? fixColors(reading, task, all, flags) : undefined) })
  } finally {
    local.close()
  }
}

interface Telling {
  local: LocalCatalog
  flags: Flags
  /** Writes a copy, where one is wanted. */
  fix(): Promise<FixReport> | undefined
}

async function tell(io: Io, all: CheckedAll, { local, flags, fix }: Telling): Promise<void> {
  const { checked, loaded, profile } = all
  const found = [...all.problems, ...unusedRules(loaded.decisions)]
  const decided = verdict(found, flags, { isEmpty: checked.lots.length === 0 })
  const { problems } = decided
  const groups = findingGroups(checked, { verbose: flags.verbose === true }).filter(({ code }) => {
    return !(flags.allow ?? []).includes(code)
  })
  const failed = fails(groups, checked.rules, FAIL_ON[flags.failOn])
  const fixes = isWritten(decided) ? await fix() : undefined
  const date = local.date()
  if (flags.json || flags.format === 'json') {
    const { checkAsJson } = await import('./check-json.js')
    const catalog = { source: 'rebrickable', date: date ?? null }
    const said = fixes && { fixes: fixesAsJson(fixes, checked) }
    io.write(checkAsJson(checked, groups, { catalog, ledger: loaded.ledger, problems, profile, failed, ...said }))
  } else if (flags.format === 'github') {
    const { findingsForGitHub } = await import('./check-github.js')
    io.write(findingsForGitHub(groups, checked.rules))
    if (fixes) io.say(`changed ${changesInWords(fixes)}`)
  } else io.write(await asText(io, all, groups, { flags, fixes }))
  // A check without a copy writes nothing that could be refused.
  const isRefused = flags.output !== undefined && decided.refused
  await tellVerdict(io, { ...decided, refused: isRefused }, { ...flags, output: flags.output ?? '-' })
  io.say(`${sumInWords(checked)}.  ${sourceInWords(io, date)}`)
  if (!checked.hasInventories) io.say(NO_INVENTORIES, 'warning')
  if (io.exitCode === EXIT.done && fixes) io.exitCode = fixes.exit
  if (failed && io.exitCode === EXIT.done) io.exitCode = EXIT.negative
}

interface TextOptions {
  flags: Flags
  fixes: FixReport | undefined
}

async function asText(io: Io, all: CheckedAll, groups: FindingGroup[], { flags, fixes }: TextOptions): Promise<string> {
  const { checked, profile } = all
  const paint = await paintFor(io, 'output')
  const text = findingsAsText(groups, { paint, verbose: flags.verbose === true })
  const rules = profile ? rulesAsText(profile, checked) : ''
  return text + rules + (fixes ? fixesAsText(fixes, checked, paint) : '')
}

const FAIL_ON = { error: 'error', warn: 'warning', note: 'note' } as const satisfies { [word: string]: Level }

const NO_INVENTORIES = `warning: the catalog has no inventories of sets: element numbers are all there is to go by
  years and numbers of sets: brick catalog update, or import the table inventory_parts`

/** `Data: Rebrickable of 2026-11-20 (2 days old)` */
function sourceInWords(io: Io, date: string | undefined): string {
  if (date === undefined) return 'Data: no table of Rebrickable'
  return `Data: Rebrickable of ${date} (${count(daysSince(date, now(io)), 'day')} old)`
}

function year(text: string): number {
  if (/^(19|20)\d\d$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a year, as in 2024.')
}
