import type { Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { pad } from '../formats/view/width.js'
import type { Io } from '../system/io.js'
import { findLibrary, type FoundLibrary } from '../system/library.js'
import { stampOf } from '../system/stamp.js'
import { libraryContents, type LibraryContents } from './library-contents.js'
import { HOW_TO_GET_ONE, megabytes } from './library-words.js'

interface Flags {
  library?: string
  json?: true
}

export function libraryInfo(group: Command, io: Io): void {
  group
    .command('info')
    .summary('Show which LDraw library is used, and what is in it')
    .description(
      'Shows which LDraw library is used, why this one, how many parts it has, and of when it is; exit 7 when there is none.',
    )
    .option('--library <path>', 'look at this one: a folder or complete.zip (also LDRAWDIR)')
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async ({ library, json }: Flags) => {
      const found = await findLibrary(io, library)
      if (!found) throw noLibrary()
      const contents = await libraryContents(found)
      io.write(json ? asJson(found, contents) : asText(found, contents))
    })
}

const EXAMPLES = `
Examples:
  brick library info
  brick library info --library /usr/share/ldraw --json`

const WHY: Record<FoundLibrary['by'], string> = {
  option: 'named by --library',
  environment: 'named by LDRAWDIR',
  brick: 'installed by brick library install',
  'usual place': 'in a usual place',
}

function asText(found: FoundLibrary, { parts, unofficial, date = 'unknown' }: LibraryContents): string {
  const bytes = bytesOf(found)
  const rows = [
    ['Library', found.path],
    ['Used', WHY[found.by]],
    ['Parts', parts.toLocaleString('en-US')],
    ['Unofficial', unofficial === 0 ? 'none' : unofficial.toLocaleString('en-US')],
    ['Of', date],
    ['Kind', bytes === undefined ? 'folder' : `archive, ${megabytes(bytes)}`],
  ]
  const lines = rows.map(([name = '', value = '']) => `${pad(name, 10)}  ${value}\n`)
  return `${lines.join('')}\nParts by the authors of the LDraw Parts Library (ldraw.org), CC BY 4.0.\n`
}

function asJson(found: FoundLibrary, contents: LibraryContents): string {
  const { path, kind, by } = found
  const bytes = bytesOf(found)
  const content = { schema: 'brick.library/1', path, kind, by, ...contents, ...(bytes !== undefined && { bytes }) }
  return `${JSON.stringify(content, null, 2)}\n`
}

function bytesOf(found: FoundLibrary): number | undefined {
  return found.kind === 'archive' ? stampOf(found.full)?.bytes : undefined
}

function noLibrary(): BrickError {
  return new BrickError('there is no LDraw library on this machine', {
    exit: EXIT.catalog,
    hint: HOW_TO_GET_ONE,
  })
}
