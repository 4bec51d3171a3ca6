import type { Command } from 'commander'
import type { Io } from '../system/io.js'
import { installedLibrary } from '../system/library.js'
import { removeFile } from '../system/put-in-place.js'
import { stampOf } from '../system/stamp.js'
import { megabytes } from './library-words.js'

export function libraryRemove(group: Command, io: Io): void {
  group
    .command('remove')
    .summary('Remove the LDraw library that brick installed')
    .description('Removes the LDraw library that brick library install put there, and no other.')
    .addHelpText('after', EXAMPLES)
    .action(() => {
      const file = installedLibrary(io)
      const bytes = stampOf(file)?.bytes
      for (const name of [file, ...LEFT.map((ending) => `${file.slice(0, -'.zip'.length)}${ending}`)]) removeFile(name)
      io.say(bytes === undefined ? 'brick installed no LDraw library' : `removed ${file}, ${megabytes(bytes)}`)
    })
}

/** What lies beside it, also of a download that came to no end. */
const LEFT = ['.json', '.zip.new', '.zip.new.part', '.zip.new.part.json']

const EXAMPLES = `
Examples:
  brick library remove
  brick library info && brick library remove`
