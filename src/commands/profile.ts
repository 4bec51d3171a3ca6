import * as path from 'node:path'
import type { Command } from 'commander'
import { profileInWords, PROFILE_RULES } from '../core/lists/profile.js'
import { printable } from '../core/printable.js'
import type { Io } from '../system/io.js'
import { profileFiles, readProfile, readProfileFile } from '../system/profile-files.js'

export function profile(program: Command, io: Io): void {
  const command = program
    .command('profile')
    .summary('Show rules of programs that models are made for')
    .description(
      'Shows the rules that brick check --profile goes by; each profile is a file, of a date and from a source.',
    )
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
  command
    .command('list', { isDefault: true })
    .summary('List the profiles that there are')
    .description('Lists the profiles, of when they are and who says so.')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExamples:\n  brick profile list\n  brick profile list --json')
    .action(({ json }: { json?: true }) => list(io, { json }))
  command
    .command('show')
    .summary('Show a profile as it is written')
    .description('Shows a profile as it is written, to be changed and used: brick check --profile FILE.')
    .argument('<profile>', 'its name, or the name of a file')
    .addHelpText('after', '\nExamples:\n  brick profile show ideas\n  brick profile show ideas > contest.toml')
    .action((word: string) => show(io, word))
}

const EXAMPLES = `
Examples:
  brick profile list
  brick profile show ideas > club-contest.toml`

function list(io: Io, { json }: { json: true | undefined }): void {
  const profiles = profileFiles(io).map(({ name, file }) => ({ ...readProfile(io, name), file }))
  if (!json) {
    for (const one of profiles) io.write(printable(profileInWords(one)) + '\n')
    return
  }
  const all = profiles.map(({ name, title, date, source, rules, notChecked }) => ({
    ...{ name, title, date, source, rules, not_checked: notChecked },
  }))
  io.write(`${JSON.stringify({ schema: 'brick.profiles/1', profiles: all }, null, 2)}\n`)
}

function show(io: Io, word: string): void {
  const { rules } = readProfile(io, word)
  const { text, file } = readProfileFile(io, word)
  io.write(text)
  for (const { name, level } of rules) io.say(`${name}: ${PROFILE_RULES[name].asks} (${level})`)
  io.say(`to change it, copy it: brick profile show ${word} > mine.toml; this one is ${path.basename(file)}`)
}
