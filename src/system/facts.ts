import { openFacts, type Facts } from '../core/catalog/facts.js'
import { shipped, shippedTable } from './shipped.js'

/** The facts in the program's own `data/` folder, each file read when it is first needed. */
export function shippedFacts(): Facts {
  return openFacts({
    colors: () => shipped('colors.tsv'),
    parts: () => shippedTable('parts.tsv'),
    categories: () => shipped('categories.tsv'),
    geometry: () => shippedTable('geometry.txt'),
    moulds: () => shipped('moulds.tsv'),
    elements: () => shippedTable('elements.tsv'),
    source: () => shipped('source.tsv'),
  })
}
