import { count } from '../core/count.js'
import { html, swatch } from './html.js'
import { controls, views } from './page-controls.js'
import { columnsOf, lotRow, type Column } from './page-lot.js'
import { section, type PageSection } from './page-section.js'
import type { LotGroup, Report } from './report.js'

/**
 * One table of all lots. Its looks are two: as the last pages of a booklet, where each row is a picture with what stands
 * below it, and as a table.
 */
export function partsSection(report: Report): PageSection {
  const lots = report.groups.flatMap((group) => group.lots)
  if (lots.length === 0) return section('parts', 'Parts', '<p>There are no parts in it.</p>')
  const columns = columnsOf(report, lots)
  const isPictured = lots.some(({ image }) => image !== undefined)
  const isGuessed = lots.some(({ price }) => price?.isGuess)
  const content = `${views({ isPictured })}
${controls(report, lots)}
<p id="nothing" class="nothing" hidden>No part is like that. <button id="all" type="button">Show all parts</button></p>
<div class="wide"><table id="lots"${isPictured ? '' : ' class="unpictured"'}>
<caption class="unseen">All lots: how many of which part</caption>
<thead><tr>${columns.map(heading).join('')}</tr></thead>
${report.groups.map((group) => groupRows(group, columns)).join('\n')}
</table></div>
${isGuessed ? '<p class="remark">≈ is a guess: nobody has a price for it.</p>' : ''}`
  return section('parts', 'Parts', content)
}

function heading({ id, title, sort }: Column): string {
  const text = title === '' ? '<span class="unseen">Picture</span>' : html(title)
  return `<th scope="col" class="${id}"${sort === undefined ? '' : ` data-sort="${sort}"`}>${text}</th>`
}

function groupRows(group: LotGroup, columns: readonly Column[]): string {
  const { title, rgb, pieces, lots } = group
  if (lots.length === 0) return ''
  const facts = `${count(lots.length, 'lot')}, ${count(pieces, 'part')}`
  return `<tbody class="group${isNarrow(group) ? ' narrow' : ''}" data-group="${html(title)}">
<tr class="band"><th scope="rowgroup" colspan="${columns.length}"><h3>${swatch(rgb)}${html(title)} <small>${facts}</small></h3><span class="done"></span></th></tr>
${lots.map((lot) => lotRow(lot, columns)).join('\n')}
</tbody>`
}

/** Whether there may be room for another group beside it. */
function isNarrow({ lots }: LotGroup): boolean {
  return lots.length <= 6 && lots.reduce((sum, { image }) => sum + (image?.width ?? 0) + GAP, 0) < NARROW
}

/** In CSS pixels. */
const GAP = 24
const NARROW = 560
