import { html } from './html.js'
import type { LotShown, Report } from './report.js'

/** Which of its looks the list has. */
export function views({ isPictured }: { isPictured: boolean }): string {
  if (!isPictured) return '<input type="radio" name="view" id="as-table" checked hidden>'
  return `<fieldset class="views"><legend class="unseen">Show the parts as</legend>
<input type="radio" name="view" id="as-booklet" class="unseen" checked><label for="as-booklet">Booklet</label><input type="radio" name="view" id="as-table" class="unseen"><label for="as-table">Table</label>
</fieldset>`
}

/** What needs the program of the page; that shows it. */
export function controls({ by, groups, owned }: Report, lots: readonly LotShown[]): string {
  const colors = [...new Set(lots.map(({ color }) => color.name))].sort()
  const titles = groups.filter((group) => group.lots.length > 0).map(({ title }) => title)
  return `<div id="controls" role="search" aria-label="The parts" hidden>
<label class="search"><span class="unseen">Search</span><input id="search" type="search" placeholder="Number, name or color" autocomplete="off" spellcheck="false"></label>
${by === 'category' && titles.length > 1 ? choice('group', 'Category', titles) : ''}${colors.length > 1 ? choice('color', 'Color', colors) : ''}<div class="ticks">${owned ? tick('missing', 'Missing only') : ''}${tick('open', 'Not found yet')}</div>
<div class="progress"><progress id="progress" max="1" value="0" aria-label="Lots found"></progress><span id="done"></span><button id="reset" type="button">Start over</button></div>
<p id="shown" role="status" aria-live="polite"></p>
</div>`
}

function choice(id: string, label: string, names: readonly string[]): string {
  const options = names.map((name) => `<option>${html(name)}</option>`)
  return `<label><span class="unseen">${label}</span><select id="${id}"><option value="">${label}: all</option>${options.join('')}</select></label>\n`
}

function tick(id: string, label: string): string {
  return `<label class="tick"><input id="${id}" type="checkbox">${label}</label>`
}
