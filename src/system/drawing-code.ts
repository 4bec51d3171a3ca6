import * as fs from 'node:fs'
import { checksums } from './checksum.js'

/** What pictures are drawn by, as a checksum: those that other code drew may look otherwise. */
export function drawingCode(): string {
  const built = new URL('../drawing.txt', import.meta.url)
  if (fs.existsSync(built)) return fs.readFileSync(built, 'utf8').trim()
  const sum = checksums()
  for (const folder of ['render', 'pictures', 'ldraw'])
    for (const name of fs.readdirSync(new URL(`../${folder}/`, import.meta.url)).sort())
      sum.add(name).add(fs.readFileSync(new URL(`../${folder}/${name}`, import.meta.url)))
  return sum.end().slice(0, 16)
}
