import { InvalidArgumentError, type Command } from 'commander'
import { EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import { words } from '../core/catalog/title-words.js'
import { noCatalog, openCatalog, type LocalCatalog } from '../store/catalog.js'
import { catalogFile } from '../system/catalog-place.js'
import type { Io } from '../system/io.js'

interface Flags {
  json?: true
  limit: number
}

export function catalogFind(catalog: Command, io: Io): void {
  catalog
    .command('find')
    .summary('Find parts, sets and figures by words in their names')
    .description('Finds the parts, sets and figures of the catalog whose names have all of the words.')
    .argument('<word...>', 'words, or how they begin')
    .option('-n, --limit <number>', 'at most so many of each kind', numberOf, 20)
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (wanted: string[], { json, limit }: Flags) => {
      const local = await openCatalog(catalogFile(io))
      if (!local) throw noCatalog()
      const found = look(local, words(wanted.join(' ')), limit)
      local.close()
      io.write(json ? `${JSON.stringify({ schema: 'brick.find/1', ...found }, null, 2)}\n` : asText(found))
      if (found.parts.length + found.sets.length > 0) return
      io.say(`no part, set or figure of the catalog has ${printable(wanted.join(' '))} in its name`, 'error')
      io.exitCode = EXIT.unresolved
    })
}

const EXAMPLES = `
Examples:
  brick catalog find plate 1 x 2
  brick catalog find titanic --json`

function look(local: LocalCatalog, wanted: string[], limit: number) {
  const parts = local.search(wanted, limit)
  const sets = local.findSets(wanted, limit)
  return { parts, sets }
}

function asText({ parts, sets }: ReturnType<typeof look>): string {
  const rows = [
    ...parts.map(({ number, name, category }) => [`rb:${number}`, name, category]),
    ...sets.map(({ number, name, year, theme, pieces }) => [
      number.startsWith('fig-') ? number : `set:${number}`,
      name,
      [year, theme, `${pieces} parts`].filter((text) => text !== undefined && text !== '').join(', '),
    ]),
  ]
  const width = Math.max(0, ...rows.map(([id = '']) => id.length))
  return rows
    .map(([id = '', name = '', more = '']) => printable(`${id.padEnd(width)}  ${name}  (${more})`) + '\n')
    .join('')
}

function numberOf(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a number from 1 on.')
}
