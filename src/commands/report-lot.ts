import type { Row } from '../core/catalog/listing.js'
import { lengthInTitle } from '../core/catalog/title-size.js'
import type { ItemType } from '../core/inventory.js'
import type { LotShown } from '../report/report.js'

/** A lot as a report shows it, without what has to be asked for. `ids` are those given so far. */
export function lotShown(row: Row, ids: Set<string>): LotShown {
  const { shown, quantity, colorName, rgb, elements } = row
  const name = row.name.trim().replaceAll(/\s+/g, ' ')
  const [element] = elements
  const length = lengthInTitle(name)
  return {
    ...{ id: idOf(row, ids), part: shown, name, quantity, numbers: numbersOf(row) },
    color: { name: colorName, ...(rgb !== undefined && { rgb }) },
    ...(element !== undefined && { element }),
    ...(length !== undefined && { length }),
  }
}

/** Told from all others by what it is, and not by where it stands, so that the next report of the model has the same. */
function idOf({ id, itemType = 'P', colorCode, condition = 'X', role }: Row, ids: Set<string>): string {
  const more = [itemType === 'P' ? '' : itemType, condition === 'X' ? '' : condition, role ?? '']
  const base = [id, colorCode, ...more.filter((word) => word !== '')].join('-').replaceAll(/[^\w.-]+/g, '_')
  let own = base
  for (let number = 2; ids.has(own); number++) own = `${base}-${number}`
  ids.add(own)
  return own
}

function numbersOf({ part, itemType = 'P', color }: Row): LotShown['numbers'] {
  const { bricklink, rebrickable } = part
  const numbers: LotShown['numbers'] = []
  if (bricklink !== undefined)
    numbers.push({ system: 'BrickLink', number: bricklink, url: bricklinkPage(bricklink, itemType, color?.bricklink) })
  if (rebrickable !== undefined)
    numbers.push({ system: 'Rebrickable', number: rebrickable, url: rebrickablePage(rebrickable, itemType) })
  return numbers
}

function bricklinkPage(number: string, itemType: ItemType, color: number | undefined): string {
  const shade = itemType === 'P' && color !== undefined && color > 0 ? `&C=${color}` : ''
  return `https://www.bricklink.com/v2/catalog/catalogitem.page?${itemType}=${encodeURIComponent(number)}${shade}`
}

function rebrickablePage(number: string, itemType: ItemType): string {
  const kind = itemType === 'S' ? 'sets' : itemType === 'M' ? 'minifigs' : 'parts'
  return `https://rebrickable.com/${kind}/${encodeURIComponent(number)}/`
}
