import type { Command } from 'commander'
import type { Io } from '../system/io.js'
import { catalogFind } from './catalog-find.js'
import { catalogImport } from './catalog-import.js'
import { catalogInfo } from './catalog-info.js'
import { catalogUpdate } from './catalog-update.js'

export function catalog(program: Command, io: Io): void {
  const group = program
    .command('catalog')
    .summary('Know all parts, sets and elements: a local catalog')
    .description(
      'Keeps a catalog of parts, colors, elements and sets on this machine, made of public tables; it can be deleted and made again.',
    )
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
  catalogUpdate(group, io)
  catalogImport(group, io)
  catalogInfo(group, io)
  catalogFind(group, io)
}

const EXAMPLES = `
Examples:
  brick catalog update
  brick catalog import ~/Downloads/rebrickable
  brick catalog info
  brick catalog find plate 1 x 2`
