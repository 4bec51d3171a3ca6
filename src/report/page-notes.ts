import { count } from '../core/count.js'
import { html } from './html.js'
import { bar } from './page-bar.js'
import { section, type PageSection } from './page-section.js'
import type { Report } from './report.js'

/** What there is already. */
export function ownedSection({ owned: known }: Report): PageSection {
  if (!known) return section('owned', 'Owned and missing', '')
  const { of, owned, missing } = known
  const has = `${count(owned.pieces, 'part')}, ${owned.lots} of ${count(owned.lots + missing.lots, 'lot')} complete`
  const misses = `${count(missing.pieces, 'part')} in ${count(missing.lots, 'lot')}`
  const content = `<p>Counted against ${html(of)}.</p>
<div class="halves">
${bar(
  [
    { value: owned.pieces, label: `owned ${owned.pieces}` },
    { value: missing.pieces, label: `missing ${missing.pieces}`, rgb: MISSING },
  ],
  { most: owned.pieces + missing.pieces, label: `Owned ${has}; missing ${misses}` },
)}
<p><b class="good">Owned</b> ${html(has)}</p>
<p><b class="warn">Missing</b> ${html(misses)}</p>
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
