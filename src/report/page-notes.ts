import { count } from '../core/count.js'
import { html } from './html.js'
import { bar } from './page-bar.js'
import { section, type PageSection } from './page-section.js'
import type { Report } from './report.js'

/** What there is already. */
export function ownedSection({ owned: known }: Report): PageSection {
  if (!known) return section('owned', 'Owned and missing', '')
  const { of, owned, missing } = known
  const share = (one: { lots: number; pieces: number }) => `${count(one.pieces, 'piece')} in ${count(one.lots, 'lot')}`
  const content = `<p>Counted against ${html(of)}.</p>
<div class="halves">
${bar(
  [
    { value: owned.pieces, label: `owned ${owned.pieces}` },
    { value: missing.pieces, label: `missing ${missing.pieces}`, rgb: MISSING },
  ],
  { most: owned.pieces + missing.pieces, label: `Owned ${share(owned)}, missing ${share(missing)}` },
)}
<p><b class="good">Owned</b> ${html(share(owned))}</p>
<p><b class="warn">Missing</b> ${html(share(missing))}</p>
</div>`
  return section('owned', 'Owned and missing', content)
}

/** Gray that stands back on light pages and on dark ones. */
const MISSING = '#C0C4C8'

export function notesSection({ notes }: Report): PageSection {
  if (notes.length === 0) return section('notes', 'Notes', '')
  return section(
    'notes',
    'Notes',
    `<ul class="notes">\n${notes.map((note) => `<li>${html(note)}</li>`).join('\n')}\n</ul>`,
  )
}

export function creditsFooter({ credits }: Report): string {
  return `<footer>\n${credits.map((credit) => `<p>${html(credit)}</p>`).join('\n')}\n</footer>`
}
