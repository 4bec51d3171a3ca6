import { html, link, picture, swatch } from './html.js'
import type { LotShown, Report } from './report.js'

/** One of the table of lots. */
export interface Column {
  /** The class of its cells. */
  id: string
  title: string
  /** How it is sorted; not at all where it says nothing. */
  sort?: 'number' | 'text'
  /** Written for the page. */
  cell: (lot: LotShown) => string
}

/** Those that have something to tell. */
export function columnsOf({ owned, price, plan }: Report, lots: readonly LotShown[]): Column[] {
  const isPictured = lots.some(({ image }) => image !== undefined)
  const hasElements = lots.some(({ element }) => element !== undefined)
  const hasNumbers = lots.some(({ numbers }) => numbers.length > 0)
  const currency = price?.currency ?? ''
  return [
    ...(isPictured ? [{ id: 'pic', title: '', cell: pictureCell }] : []),
    { id: 'qty', title: 'Qty', sort: 'number', cell: quantityCell },
    { id: 'part', title: 'Part', sort: 'text', cell: partCell },
    { id: 'name', title: 'Name', sort: 'text', cell: ({ name }) => html(name) },
    { id: 'color', title: 'Color', sort: 'text', cell: colorCell },
    ...(hasElements ? [{ id: 'element', title: 'Element', sort: 'text' as const, cell: elementCell }] : []),
    ...(hasNumbers ? [{ id: 'numbers', title: 'Elsewhere', cell: numbersCell }] : []),
    ...(owned ? [{ id: 'own', title: 'Owned', sort: 'number' as const, cell: ownedCell }] : []),
    ...(price
      ? [
          { id: 'each', title: 'Price each', sort: 'number' as const, cell: priceCell('each') },
          { id: 'sum', title: currency, sort: 'number' as const, cell: priceCell('total') },
        ]
      : []),
    ...(plan ? [{ id: 'stores', title: 'Order from', sort: 'text' as const, cell: storesCell }] : []),
    { id: 'found', title: 'Found', cell: foundCell },
  ]
}

export function lotRow(lot: LotShown, columns: readonly Column[]): string {
  const { id, color, quantity, owned } = lot
  const missing = owned === undefined ? '' : ` data-missing="${Math.max(0, quantity - owned)}"`
  const cells = columns.map(({ id: kind, cell }) => `<td class="${kind}">${cell(lot)}</td>`)
  return `<tr class="lot" id="${anchorOf(id)}" data-color="${html(color.name)}"${missing}>${cells.join('')}</tr>`
}

/** Where a lot is in the page. */
export function anchorOf(id: string): string {
  return `lot-${html(id)}`
}

function pictureCell({ image }: LotShown): string {
  return image ? picture(image) : ''
}

function quantityCell({ quantity, length }: LotShown): string {
  // The length of axles and beams, as booklets have it.
  const circled = length === undefined ? '' : `<i title="length ${html(length)}">${html(length)}</i>`
  return `<b>${quantity}x</b>${circled}`
}

function partCell({ part, size }: LotShown): string {
  return `${html(part)}${size === undefined ? '' : `<small>${html(size)}</small>`}`
}

function colorCell({ color }: LotShown): string {
  return `${swatch(color.rgb)}${html(color.name)}`
}

function elementCell({ element }: LotShown): string {
  return html(element ?? '')
}

function numbersCell({ part, numbers }: LotShown): string {
  const named = numbers.map(({ system, number, url }) => link(url, number === part ? system : `${system} ${number}`))
  return named.join('<br> ')
}

function ownedCell({ quantity, owned }: LotShown): string {
  if (owned === undefined) return ''
  if (owned >= quantity) return `<span class="good">owned</span>`
  if (owned <= 0) return '<span class="warn">missing</span>'
  return `<span class="warn">${owned} of ${quantity} owned</span>`
}

function priceCell(which: 'each' | 'total'): (lot: LotShown) => string {
  return ({ price }) => (price ? `${price.isGuess ? '≈ ' : ''}${html(price[which])}` : '')
}

function storesCell({ stores }: LotShown): string {
  return html((stores ?? []).join('; '))
}

function foundCell({ quantity, name, part, color }: LotShown): string {
  return `<input type="checkbox" aria-label="${html(`Found: ${quantity}x ${name || part}, ${color.name}`)}">`
}
