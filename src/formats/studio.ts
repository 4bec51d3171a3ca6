import { BrickError } from '../core/error.js'
import { nameKey } from '../core/catalog/part-id.js'
import type { Problem } from '../core/problem.js'
import { sourceOf, type Source } from '../core/source.js'
import type { Archive } from '../ldraw/archive.js'
import type { Codec, NamedBytes, Reading, Surroundings } from './codec.js'
import { readModel } from './ldraw.js'
import { readLxfml } from './lxfml.js'
import { archiveProblems, noModel, openModelArchive } from './model/archive.js'
import { claimProblems, disagreements, unknownToStudio } from './model/studio-checks.js'
import { readShopModel } from './model/studio-shop-model.js'

/**
 * BrickLink Studio's models: an archive with the same model up to four times, in the numbers of LDraw, of BrickLink
 * and of LEGO, with the parts that the user imported, and with Studio's own count.
 */
export const studio: Codec = {
  id: 'studio-io',
  title: 'BrickLink Studio model',
  system: 'ldraw',
  model: true,
  read,
}

/** The models in an archive, the best first; each has its own line types and numbers. */
const INNER = ['model.ldr', 'model2.ldr', 'modelv2.ldr', 'modelv1.ldr']

async function read(source: Source, file: string, surroundings: Surroundings): Promise<Reading> {
  const archive = await openModelArchive(source, file)
  const names = INNER.flatMap((name) => archive.names.find((other) => other.toLowerCase() === name) ?? [])
  const lxfml = archive.names.find((name) => name.toLowerCase().endsWith('.lxfml'))
  const odd = archiveProblems(archive, file)
  const custom = names.length > 0 ? await customParts(archive, file, odd) : new Map<string, NamedBytes>()
  const inside: Surroundings = { ...surroundings, sibling: (name) => custom.get(nameKey(name)) }
  const found = await firstOf(names, async (name) => readInner(await archive.read(name), name, file, inside))
  if (lxfml !== undefined && (found === undefined || isEmpty(found.reading))) {
    const reading = readLxfml(sourceOf(await archive.read(lxfml)), `${file}/${lxfml}`, surroundings)
    return { ...reading, problems: [...odd, ...reading.problems] }
  }
  if (found === undefined) throw noModel(archive, file)
  const { name, reading } = found
  const others = names.filter((other) => other !== name)
  const checks = isWhole(surroundings) ? await check(archive, file, { name, reading, others }, inside) : []
  const problems = [...odd, ...reading.problems, ...checks, ...(await unknownToStudio(archive, file))]
  return { ...reading, problems: withoutRepeats(problems) }
}

/** The first that has a reference in it; else the first. */
async function firstOf(
  names: string[],
  reader: (name: string) => Promise<Reading<'ldraw'>>,
): Promise<{ name: string; reading: Reading<'ldraw'> } | undefined> {
  let first: { name: string; reading: Reading<'ldraw'> } | undefined
  for (const name of names) {
    const reading = await reader(name)
    if (!isEmpty(reading)) return { name, reading }
    first ??= { name, reading }
  }
  return first
}

function readInner(
  bytes: Uint8Array,
  name: string,
  file: string,
  surroundings: Surroundings,
): Promise<Reading<'ldraw'>> {
  const source = sourceOf(bytes)
  const inner = `${file}/${name}`
  if (name.toLowerCase() === 'model2.ldr') return readShopModel(source, inner, surroundings)
  return readModel(source, inner, surroundings, { studioLines: true })
}

function isEmpty({ ledger }: Reading): boolean {
  return ledger.references + ledger.added === 0
}

/** Whether all of the model is counted, so that its sum must be that of others who count it. */
function isWhole({ options, decisions }: Surroundings): boolean {
  const { asWritten, model, all, skip = [] } = options
  const isIgnoring = decisions.ignore.models.length + decisions.ignore.parts.length > 0
  return asWritten !== true && model === undefined && all !== true && skip.length === 0 && !isIgnoring
}

/** Compares what was counted with what Studio counted, and with what the other models of the archive give. */
async function check(
  archive: Archive,
  file: string,
  { name, reading, others }: { name: string; reading: Reading<'ldraw'>; others: string[] },
  inside: Surroundings,
): Promise<Problem[]> {
  const surroundings = { ...inside }
  delete surroundings.library
  const problems = await claimProblems(archive, file, reading)
  for (const other of others) {
    if (archive.sizeOf(other) > MAX_CHECKED_BYTES) continue
    const bytes = await readIfWhole(archive, other, file, problems)
    const second = bytes && (await readInner(bytes, other, file, surroundings))
    if (second && !isEmpty(second))
      problems.push(...disagreements(file, { name, reading }, { name: other, reading: second }))
  }
  return problems
}

/** Checking must not take longer than reading does. */
const MAX_CHECKED_BYTES = 8 * 1024 ** 2

/** The parts that the user imported, by name. What they are drawn with, in folders of its own, is never asked for. */
async function customParts(archive: Archive, file: string, problems: Problem[]): Promise<Map<string, NamedBytes>> {
  const parts = new Map<string, NamedBytes>()
  let left = MAX_CUSTOM_BYTES
  for (const path of archive.names) {
    const name = /^customparts\/([^/]+\.(?:dat|ldr|mpd))$/i.exec(path)?.[1]
    if (name === undefined) continue
    if ((left -= archive.sizeOf(path)) < 0) {
      const message = `the parts that somebody drew in it are more than 128 MB; from ${name} on, they are not read`
      problems.push({ level: 'warning', code: 'file.archive', file, message })
      break
    }
    const bytes = await readIfWhole(archive, path, file, problems)
    if (bytes) parts.set(nameKey(name), { file: `${file}/${path}`, path, bytes, isPart: true })
  }
  return parts
}

/** A file that the model can do without: where it is damaged, that is a problem, and there is none. */
async function readIfWhole(
  archive: Archive,
  path: string,
  file: string,
  problems: Problem[],
): Promise<Uint8Array | undefined> {
  try {
    return await archive.read(path)
  } catch (error) {
    if (!(error instanceof BrickError)) throw error
    problems.push({ level: 'warning', code: 'file.archive', file, message: error.message })
    return undefined
  }
}

/** No user draws a tenth of it. */
const MAX_CUSTOM_BYTES = 128 * 1024 ** 2

/** Studio writes the same count in two places; once is enough. */
function withoutRepeats(problems: Problem[]): Problem[] {
  const claims = problems.filter(({ code, level }) => code === 'count.claimed' && level === 'warning')
  return problems.filter(({ code, level }) => code !== 'count.claimed' || level === 'warning' || claims.length === 0)
}
