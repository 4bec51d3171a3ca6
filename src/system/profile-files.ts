import { readdirSync } from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, TomlError } from 'smol-toml'
import { BrickError, EXIT } from '../core/error.js'
import { profileOf, type Profile } from '../core/lists/profile.js'
import { namesIn } from './found-files.js'
import type { Io } from './io.js'

/** A profile in a file. */
interface ProfileFile {
  name: string
  file: string
}

/** All profiles by name: the user's own, in `$XDG_CONFIG_HOME/brick/profiles`, stand before those that we ship. */
export function profileFiles(io: Pick<Io, 'env' | 'cwd'>): ProfileFile[] {
  const own = ownFolder(io)
  const files = [
    ...(own === undefined ? [] : inFolder(namesIn(io, own), own)),
    ...inFolder(readdirSync(SHIPPED), SHIPPED),
  ]
  const names = [...new Set(files.map(({ name }) => name))].sort()
  return names.flatMap((name) => files.find((file) => file.name === name) ?? [])
}

/**
 * The text of a profile, by its name or by the name of its file.
 * @throws {BrickError} when there is none.
 */
export function readProfileFile(io: Io, word: string): ProfileFile & { text: string } {
  const known = profileFiles(io).find(({ name }) => name === word)
  const isFile = /\.toml$|[/\\]/i.test(word)
  if (!known && !isFile)
    throw new BrickError(`there is no profile ${JSON.stringify(word)}`, {
      hint: `there are ${profileFiles(io)
        .map(({ name }) => name)
        .join(', ')}; or name a file: club-contest.toml`,
    })
  const file = known?.file ?? word
  const text = new TextDecoder().decode(io.read(file))
  return { name: known?.name ?? path.basename(word, path.extname(word)), file: known ? file : word, text }
}

/** @throws {BrickError} when there is none, or it makes no sense. */
export function readProfile(io: Io, word: string): Profile {
  const { name, file, text } = readProfileFile(io, word)
  try {
    return profileOf(parse(text), name, path.isAbsolute(file) ? path.basename(file) : file)
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const reason = cause.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '')
    throw new BrickError(`${path.basename(file)}:${cause.line} is not TOML: ${reason}`, {
      exit: EXIT.input,
      hint: 'rules look like max-parts = 500, below a line [rules]',
      cause,
    })
  }
}

const SHIPPED = fileURLToPath(new URL('../../data/profiles', import.meta.url))

function ownFolder({ env }: Pick<Io, 'env'>): string | undefined {
  const home = env['HOME'] ?? env['USERPROFILE']
  const folder = env['XDG_CONFIG_HOME'] || (home && path.join(home, '.config'))
  return folder ? path.join(folder, 'brick', 'profiles') : undefined
}

function inFolder(names: string[], folder: string): ProfileFile[] {
  return names
    .filter((name) => name.endsWith('.toml'))
    .map((name) => ({ name: name.slice(0, -'.toml'.length), file: path.join(folder, name) }))
}
