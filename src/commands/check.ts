import { InvalidArgumentError, type Command } from 'commander'
import { unusedRules } from '../core/catalog/decisions.js'
import { EXIT } from '../core/error.js'
import type { Level } from '../core/problem.js'
import { noCatalog, openCatalog, type LocalCatalog } from '../store/catalog.js'
import { catalogFile } from '../system/catalog-place.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { readProfile } from '../system/profile-files.js'
import { paintFor } from '../system/terminal.js'
import { fails, findingGroups, type FindingGroup } from './check-findings.js'
import { checkAll, type CheckFlags, type CheckedAll } from './check-all.js'
import { findingsAsText, rulesAsText, sumInWords } from './check-report.js'
import { rereadable } from './info-kind.js'
import { addReadOptions, addReportOptions, choice, gather, LISTS, SHORT_HELP, seldom } from './list-options.js'
import { exitFor, reportProblems, withoutAllowed } from './report-problems.js'

interface Flags extends CheckFlags {
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
  seldom(addReportOptions(addReadOptions(command)), '--assemblies', '--from')
    .addHelpText('after', EXAMPLES)
    .action((lists: string[], flags: Flags) => run(rereadable(io), io, lists, flags))
}

const EXAMPLES = `
Examples:
  brick check castle.io --since 2024
  brick check alternate.ldr --within set:60472-1 --fail-on warn`

async function run(reading: Io, io: Io, lists: string[], flags: Flags): Promise<void> {
  const profile = flags.profile === undefined ? undefined : readProfile(io, flags.profile)
  const local = await openCatalog(catalogFile(io))
  if (!local) throw noCatalog()
  try {
    const all = await checkAll(reading, lists, { flags, local, profile })
    await tell(io, all, { local, flags })
  } finally {
    local.close()
  }
}

async function tell(io: Io, all: CheckedAll, { local, flags }: { local: LocalCatalog; flags: Flags }): Promise<void> {
  const { checked, loaded, profile } = all
  const problems = withoutAllowed([...all.problems, ...unusedRules(loaded.decisions)], flags.allow)
  const found = findingGroups(checked, { verbose: flags.verbose === true })
  const groups = found.filter(({ code }) => !(flags.allow ?? []).includes(code))
  const failed = fails(groups, checked.rules, FAIL_ON[flags.failOn])
  const date = local.date()
  if (flags.json || flags.format === 'json') {
    const { checkAsJson } = await import('./check-json.js')
    const catalog = { source: 'rebrickable', date: date ?? null }
    io.write(checkAsJson(checked, groups, { catalog, ledger: loaded.ledger, problems, profile, failed }))
  } else if (flags.format === 'github') {
    const { findingsForGitHub } = await import('./check-github.js')
    io.write(findingsForGitHub(groups, checked.rules))
  } else io.write(await asText(io, all, groups, flags))
  await reportProblems(io, problems, flags)
  io.say(`${sumInWords(checked)}.  ${sourceInWords(io, date)}`)
  if (!checked.hasInventories) io.say(NO_INVENTORIES, 'warning')
  io.exitCode = exitFor(problems, flags)
  if (failed && io.exitCode === EXIT.done) io.exitCode = EXIT.negative
}

async function asText(io: Io, { checked, profile }: CheckedAll, groups: FindingGroup[], flags: Flags): Promise<string> {
  const paint = await paintFor(io, 'output')
  const text = findingsAsText(groups, { paint, verbose: flags.verbose === true })
  return profile ? text + rulesAsText(profile, checked) : text
}

const FAIL_ON = { error: 'error', warn: 'warning', note: 'note' } as const satisfies { [word: string]: Level }

const NO_INVENTORIES = `warning: the catalog has no inventories of sets: element numbers are all there is to go by
  years and numbers of sets: brick catalog update, or import the table inventory_parts`

/** `Data: Rebrickable of 2026-11-20 (2 days old)` */
function sourceInWords(io: Io, date: string | undefined): string {
  if (date === undefined) return 'Data: no table of Rebrickable'
  const days = Math.max(0, Math.floor((Date.parse(now(io)) - Date.parse(date)) / 86_400_000))
  return `Data: Rebrickable of ${date} (${days === 1 ? '1 day' : `${days} days`} old)`
}

function year(text: string): number {
  if (/^(19|20)\d\d$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a year, as in 2024.')
}
