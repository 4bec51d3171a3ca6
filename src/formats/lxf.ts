import { sourceOf, type Source } from '../core/source.js'
import type { Codec, Reading, Surroundings } from './codec.js'
import { readLxfml } from './lxfml.js'
import { archiveProblems, noModel, openModelArchive } from './model/archive.js'

/** LEGO Digital Designer's own files: an archive of `IMAGE100.LXFML`, in any case, and a picture. */
export const lxf: Codec<'lego'> = {
  id: 'lxf',
  title: 'LEGO Digital Designer model',
  system: 'lego',
  model: true,
  read,
}

async function read(source: Source, file: string, surroundings: Surroundings): Promise<Reading<'lego'>> {
  const archive = await openModelArchive(source, file)
  const name = archive.names.find((entry) => /\.lxfml$/i.test(entry))
  if (name === undefined) throw noModel(archive, file)
  const reading = readLxfml(sourceOf(await archive.read(name)), `${file}/${name}`, surroundings)
  return { ...reading, problems: [...archiveProblems(archive, file), ...reading.problems] }
}
