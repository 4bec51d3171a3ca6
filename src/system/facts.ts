import { gunzipSync } from 'node:zlib'
import { openFacts, type Facts } from '../core/catalog/facts.js'
import { shipped } from './shipped.js'

/** No table is larger when unpacked. One buffer of this size is faster than growing a small one. */
const UNPACKED_BYTES = 1 << 21

/** The facts in the program's own `data/` folder, each file read when it is first needed. */
export function shippedFacts(): Facts {
  return openFacts({
    colors: () => shipped('colors.tsv'),
    parts: () => unpacked('parts.tsv.gz'),
    categories: () => shipped('categories.tsv'),
    geometry: () => unpacked('geometry.txt.gz'),
    moulds: () => shipped('moulds.tsv'),
    elements: () => unpacked('elements.tsv.gz'),
    source: () => shipped('source.tsv'),
  })
}

function unpacked(name: string): Uint8Array {
  return gunzipSync(shipped(name), { chunkSize: UNPACKED_BYTES })
}
