import type { Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import { pad } from '../formats/view/width.js'
import type { Io } from '../system/io.js'
import { examinations } from './examinations.js'

/** What came of one look: `ok`, something to know, or something that does not work. */
export interface Finding {
  about: string
  level: 'ok' | 'note' | 'wrong'
  message: string
  /** What to do. */
  fix?: string
}

interface Flags {
  live?: true
  json?: true
}

export function doctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .summary('Look whether all is well: folders, data, keys, quotas')
    .description(
      'Looks at what brick needs: folders, the catalog, the collection, keys and what is left of their quotas.',
    )
    .option('--live', 'ask each marketplace of which you have a key, changing nothing')
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action((flags: Flags) => examine(io, flags))
}

const EXAMPLES = `
Examples:
  brick doctor
  brick doctor --live --json`

async function examine(io: Io, { live, json }: Flags): Promise<void> {
  const findings: Finding[] = []
  for (const look of examinations) findings.push(...(await look(io, { ...(live && { live }) }).catch(failed)))
  io.write(json ? `${JSON.stringify({ schema: 'brick.doctor/1', findings }, null, 2)}\n` : asText(findings))
  if (findings.some(({ level }) => level === 'wrong')) io.exitCode = EXIT.negative
}

/** What is wrong is what one wants to know. */
function failed(error: unknown): Finding[] {
  if (!(error instanceof BrickError)) throw error
  const { message, hint } = error
  return [{ about: 'brick', level: 'wrong', message, ...(hint !== undefined && { fix: hint }) }]
}

function asText(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ about }) => about.length))
  const lines = findings.flatMap(({ about, level, message, fix }) => [
    `${pad(level, 5)}  ${pad(about, width)}  ${printable(message)}`,
    ...(fix === undefined ? [] : [`${' '.repeat(width + 9)}${printable(fix)}`]),
  ])
  return `${lines.join('\n')}\n`
}
