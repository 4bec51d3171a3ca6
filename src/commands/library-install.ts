import * as path from 'node:path'
import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { shellWord } from '../core/quote.js'
import { inTurn } from '../store/catalog-turn.js'
import { download, type Freshness } from '../system/http/download.js'
import type { Io } from '../system/io.js'
import { installedLibrary, openLibraryPlace, usualLibrary } from '../system/library.js'
import { openProgress, type Progress } from '../system/progress.js'
import { copyInPlace, putInPlace, removeFile } from '../system/put-in-place.js'
import { isSameFile } from '../system/save.js'
import { triedFolder } from '../system/try-folder.js'
import { libraryContents } from './library-contents.js'
import { contentsInWords, megabytes } from './library-words.js'
import { verifyLibrary } from './library-verify.js'

interface Flags {
  from: string
  force?: true
}

export function libraryInstall(group: Command, io: Io): void {
  group
    .command('install')
    .alias('update')
    .summary('Download the LDraw library, or bring it up to date')
    .description(
      'Downloads the LDraw Parts Library, some 90 MB, where it is newer than what is here, checks it, and puts it where brick finds it by itself.',
    )
    .addOption(
      new Option('--from <file>', 'another place on the web, or complete.zip that you have')
        .default(OFFICIAL, 'LDraw.org')
        .env('BRICK_LIBRARY_URL'),
    )
    .option('--force', 'also when it is no newer than what is here')
    .addHelpText('after', EXAMPLES)
    .action(async ({ from, force }: Flags) => {
      const progress = openProgress(io)
      try {
        await install(io, from, { force: force === true }, progress)
      } finally {
        progress.end()
      }
    })
}

const OFFICIAL = 'https://library.ldraw.org/library/updates/complete.zip'

const EXAMPLES = `
Examples:
  brick library install
  brick library install --from ~/Downloads/complete.zip`

async function install(io: Io, from: string, { force }: { force: boolean }, progress: Progress): Promise<void> {
  const file = installedLibrary(io)
  const folder = path.dirname(file)
  io.makeFolder(folder)
  const trouble = triedFolder(folder)
  if (trouble !== undefined)
    throw new BrickError(`cannot write ${folder}: ${trouble}`, {
      hint: 'make it writable, or name another folder in BRICK_DATA',
    })
  // Two that write the same file would spoil it.
  const wait = () => progress.tell('waiting for another download')
  const isNew = await inTurn(file, wait, () =>
    isOnTheWeb(from) ? fetched(io, from, { file, force }, progress) : copied(io, from, file, progress),
  )
  const contents = await libraryContents(await openLibraryPlace(file, file))
  progress.end()
  const words = contentsInWords(contents)
  io.say(isNew ? `installed the LDraw library: ${words}` : `the LDraw library is up to date: ${words}`)
  io.say(`  in ${file}`)
  tellOther(io)
}

function isOnTheWeb(from: string): boolean {
  return /^https?:\/\//i.test(from)
}

/** A file that the user has. */
async function copied(io: Io, from: string, file: string, progress: Progress): Promise<boolean> {
  const full = path.resolve(io.cwd, from)
  const place = await openLibraryPlace(full, from)
  if (place.kind === 'folder')
    throw new BrickError(`${from} is a folder; only complete.zip can be installed`, {
      exit: EXIT.input,
      hint: `brick reads it where it is: --library ${shellWord(from)}, or LDRAWDIR=${shellWord(full)}`,
    })
  await verifyLibrary(place, (text) => progress.tell(text))
  if (!isSameFile(io.cwd, full, file)) copyInPlace(full, file)
  removeFile(stateOf(file))
  return true
}

/** What is remembered of the library that was downloaded. */
interface State extends Freshness {
  url: string
}

interface Wish {
  file: string
  force: boolean
}

/** @throws {BrickError} when it cannot be had; then what was there before stays. */
async function fetched(io: Io, url: string, { file, force }: Wish, progress: Progress): Promise<boolean> {
  if (!URL.canParse(url))
    throw new BrickError(`${url} is no place on the web`, { hint: `leave --from away for LDraw.org` })
  const before = readState(io, file)
  const fresh = `${file}.new`
  const { host } = new URL(url)
  const found = await download(url, fresh, {
    known: !force && before?.url === url ? before : {},
    there: file,
    byHand: `download complete.zip with a browser, then: brick library install --from complete.zip`,
    env: io.env,
    tell: (bytes, whole) =>
      progress.tell(
        `downloading the LDraw library: ${megabytes(bytes)}${whole === undefined ? '' : ` of ${megabytes(whole)}`}`,
      ),
  })
  if (!found) return false
  await verifyFresh(fresh, host, progress)
  putInPlace(fresh, file)
  io.save(stateOf(file), `${JSON.stringify({ url, ...found }, null, 2)}\n`)
  return true
}

/** Anything may come from a server. */
async function verifyFresh(fresh: string, host: string, progress: Progress): Promise<void> {
  try {
    const place = await openLibraryPlace(fresh, 'complete.zip')
    if (place.kind === 'archive') await verifyLibrary(place, (text) => progress.tell(text))
  } catch (error) {
    removeFile(fresh)
    if (!(error instanceof BrickError)) throw error
    throw new BrickError(`what came from ${host} is not the LDraw library: ${error.message}`, {
      exit: EXIT.service,
      hint: 'what was here before stays; try again later',
      cause: error,
    })
  }
}

function stateOf(file: string): string {
  return file.replace(/\.zip$/, '.json')
}

/** What is not as we left it is asked for anew. */
function readState(io: Io, file: string): State | undefined {
  const bytes = io.tryRead(stateOf(file))
  if (!bytes) return undefined
  try {
    const state: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof state === 'object' && state !== null ? (state as State) : undefined
  } catch {
    return undefined
  }
}

/** Somebody who has another library would wonder which one is used. */
function tellOther(io: Io): void {
  const usual = usualLibrary(io)
  const named = io.env['LDRAWDIR']
  if (named) io.say(`note: LDRAWDIR is set, and comes first: ${named}`)
  else if (usual !== undefined) io.say(`note: it comes before ${usual}, which is no longer used`)
}
