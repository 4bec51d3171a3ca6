import { count } from '../core/count.js'
import type { PdfSheet } from '../core/pdf-sheet.js'
import { lotsById } from './lots-by-id.js'
import { chart } from './pdf-charts.js'
import { INK, openFlow, SOFT, type Flow } from './pdf-flow.js'
import { isWrittenOtherwise } from './pdf-letters.js'
import { partPages } from './pdf-parts.js'
import { table, type Cell, type Column } from './pdf-table.js'
import type { LotShown, PlanShown, PriceShown, Report } from './report.js'

/** A report as pages to print: the model, its parts as in a booklet, all lots in a table to tick, prices, stores, charts. */
export function reportPdf(report: Report, sheet: PdfSheet): void {
  const { groups, owned, price, plan, charts, notes, credits } = report
  const flow = openFlow(sheet, report.title)
  cover(flow, report)
  partPages(flow, groups)
  lotTable(flow, report)
  if (price) priceTable(flow, price, report)
  if (plan) planTables(flow, plan, report)
  for (const one of charts) chart(flow, one)
  const said = [...notes, ...(isAnyWrittenOtherwise(report) ? [LETTERS] : []), ...(owned ? [ownedInWords(owned)] : [])]
  if (said.length > 0) flow.heading('Notes')
  for (const note of said) flow.paragraph(note)
  flow.heading('Credits')
  for (const credit of credits) flow.paragraph(credit, { size: 8, color: SOFT })
}

const LETTERS =
  'The letters of some names are not in the font of this file, and are written otherwise or as a question mark.'

function cover(flow: Flow, { title, source, asOf, counts, model, owned, price, plan }: Report): void {
  flow.newPage()
  flow.sheet.bookmark(title)
  flow.paragraph(title, { size: 26, isBold: true, color: INK })
  flow.gap(2)
  const { pieces, lots, parts, colors } = counts
  flow.paragraph(
    `${count(pieces, 'part')} in ${count(lots, 'lot')}: ${count(parts, 'kind')} in ${count(colors, 'color')}`,
    { size: 12 },
  )
  flow.paragraph(`${source}, ${asOf.slice(0, 10)}`, { color: SOFT })
  flow.gap(12)
  if (model) {
    const { image } = model
    const scale = Math.min(flow.width / image.width, (flow.sheet.height * 0.58) / image.height)
    const [width, height] = [image.width * scale, image.height * scale]
    flow.sheet.image(image.png, flow.left + (flow.width - width) / 2, flow.place(height), width, height)
    flow.gap(14)
  }
  const facts = [
    ...(owned ? [ownedInWords(owned)] : []),
    ...(price ? [`Estimated price: ${price.total} (${price.basis})`] : []),
    ...(plan
      ? [`Cheapest order: ${plan.total} from ${count(plan.stores.length, 'store')}, ${plan.coverage}; ${plan.proof}`]
      : []),
  ]
  for (const fact of facts) flow.paragraph(fact, { size: 10.5 })
}

function ownedInWords({ of, owned, missing }: NonNullable<Report['owned']>): string {
  const lots = count(owned.lots + missing.lots, 'lot')
  const has = `Of it, ${count(owned.pieces, 'part')} are in ${of}, and ${owned.lots} of ${lots} complete`
  return `${has}; ${count(missing.pieces, 'part')} in ${count(missing.lots, 'lot')} are missing.`
}

/** Every lot, with a box to tick. */
function lotTable(flow: Flow, { groups, owned, price, by }: Report): void {
  const lots = groups.flatMap((group) => group.lots.map((lot) => ({ lot, group: group.title })))
  const columns: Column[] = [
    { title: 'Qty', width: 44 },
    { title: by === 'color' ? 'Color' : 'Category', width: 108 },
    { title: 'Part', width: 68 },
    { title: by === 'color' ? 'Name' : 'Name and color', width: 'rest' },
    { title: 'Element', width: 48 },
    ...(owned ? [{ title: 'Owned', width: 38, isNumber: true as const }] : []),
    ...(price ? [{ title: price.currency, width: 44, isNumber: true as const }] : []),
  ]
  flow.newPage()
  flow.heading('All lots', count(lots.length, 'lot'))
  table(
    flow,
    columns,
    lots.map(({ lot, group }) => [
      { text: `${lot.quantity}x`, box: '' },
      { text: group, box: lot.color.rgb ?? '' },
      { text: lot.part },
      { text: by === 'color' ? lot.name : `${lot.name}, ${lot.color.name}` },
      { text: lot.element ?? '' },
      ...(owned ? [{ text: String(lot.owned ?? 0) }] : []),
      ...(price ? [{ text: priceOf(lot) }] : []),
    ]),
  )
}

function priceOf({ price }: LotShown): string {
  return price ? `${price.isGuess ? '~' : ''}${price.total}` : '-'
}

function priceTable(
  flow: Flow,
  { currency, total, basis, priced, unpriced, dearest }: PriceShown,
  report: Report,
): void {
  flow.heading('Prices', total)
  flow.paragraph(basis)
  const none = unpriced.lots > 0 ? `; none for ${count(unpriced.lots, 'lot')}, ${count(unpriced.pieces, 'part')}` : ''
  flow.paragraph(`Prices for ${count(priced.lots, 'lot')}, ${count(priced.pieces, 'part')}${none}.`)
  flow.gap(6)
  const lots = lotsById(report)
  table(
    flow,
    [...LOT_COLUMNS, { title: 'Each', width: 60, isNumber: true }, { title: currency, width: 60, isNumber: true }],
    dearest.flatMap(({ lot, pieces, total, each }) => lotRow(lots.get(lot), [each, total], pieces)),
  )
}

const LOT_COLUMNS: Column[] = [
  { title: 'Qty', width: 40 },
  { title: 'Color', width: 108 },
  { title: 'Part', width: 68 },
  { title: 'Name', width: 'rest' },
]

/** One row of a table about a lot. @param rest what stands behind its name */
function lotRow(lot: LotShown | undefined, rest: readonly string[], quantity = lot?.quantity): Cell[][] {
  if (!lot) return []
  const cells: Cell[] = [
    { text: `${quantity}x` },
    { text: lot.color.name, box: lot.color.rgb ?? '' },
    { text: lot.part },
    { text: lot.name },
  ]
  return [[...cells, ...rest.map((text) => ({ text }))]]
}

function planTables(flow: Flow, { total, proof, coverage, stores, others }: PlanShown, report: Report): void {
  flow.heading('Order', `${total}, ${coverage}`)
  flow.paragraph(`${proof}.`)
  const lots = lotsById(report)
  for (const { name, country, url, currency, total, goods, postage, extra, lots: taken } of stores) {
    if (!flow.fits(70)) flow.newPage()
    flow.gap(8)
    const top = flow.y()
    flow.paragraph(country === undefined ? name : `${name} (${country})`, { size: 11, isBold: true })
    if (url !== undefined) flow.sheet.link(flow.left, top, flow.width, 14, url)
    flow.paragraph(`${total}: parts ${goods}, postage ${postage}${extra === undefined ? '' : `, ${extra}`}`, {
      color: SOFT,
    })
    table(
      flow,
      [...LOT_COLUMNS, ...STORE_COLUMNS, { title: currency, width: 48, isNumber: true }],
      taken.flatMap(({ id, quantity, each, total, condition, remarks }) =>
        lotRow(lots.get(id), [remarks === undefined ? condition : `${condition}; ${remarks}`, each, total], quantity),
      ),
    )
  }
  if (others.length === 0) return
  flow.heading('Other plans')
  for (const plan of others)
    flow.paragraph(`${plan.name}: ${plan.total}, ${count(plan.stores, 'store')}, ${plan.coverage}`)
}

const STORE_COLUMNS: Column[] = [
  { title: 'Condition', width: 90 },
  { title: 'Each', width: 44, isNumber: true },
]

function isAnyWrittenOtherwise({ title, source, groups, plan }: Report): boolean {
  const stores = plan?.stores.flatMap(({ name, lots }) => [name, ...lots.flatMap(({ remarks }) => remarks ?? [])]) ?? []
  const lots = groups.flatMap((group) => group.lots.flatMap(({ name, color, part }) => [name, color.name, part]))
  return [title, source, ...stores, ...lots, ...groups.map((group) => group.title)].some(isWrittenOtherwise)
}
