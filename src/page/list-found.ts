import { element, elements, isFound, piecesOf } from './list-elements.js'
import { keep, kept } from './list-storage.js'

const KEY = 'brick found '
const LOT = 'lot-'

/** Check boxes that stay checked, and how far one is. @param name tells this list from others. */
export function openFound(rows: readonly HTMLElement[], name: string): { onChange: (told: () => void) => void } {
  const told: (() => void)[] = []
  const groups = elements('.group').map((group) => ({
    rows: elements('tr.lot', group),
    done: group.querySelector('.done'),
  }))
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLElement && target.closest('.found')) save()
  })
  element('reset')?.addEventListener('click', () => {
    const found = rows.filter(isFound).length
    if (found === 0 || !confirm(`Forget which parts are found? ${found} of ${rows.length} lots are checked.`)) return
    check(new Set())
    save()
  })
  // Of the same page in another window.
  addEventListener('storage', ({ key }) => {
    if (key === KEY + name) load()
  })
  load()
  return { onChange: (listener) => told.push(listener) }

  function load(): void {
    check(new Set(idsIn(kept(KEY + name))))
    show()
  }

  function save(): void {
    const isKept = keep(KEY + name, JSON.stringify(rows.filter(isFound).map(({ id }) => id.slice(LOT.length))))
    show(isKept ? '' : ' (this browser keeps nothing for files)')
  }

  function check(ids: ReadonlySet<unknown>): void {
    for (const row of rows)
      for (const box of elements<HTMLInputElement>('.found input', row)) box.checked = ids.has(row.id.slice(LOT.length))
  }

  function show(more = ''): void {
    const found = rows.filter(isFound)
    const progress = element<HTMLProgressElement>('progress')
    if (progress) {
      progress.max = rows.length
      progress.value = found.length
    }
    const done = element('done')
    const pieces = `${piecesOf(found)} of ${piecesOf(rows)} parts`
    if (done) done.textContent = `${found.length} of ${rows.length} lots found, ${pieces}${more}`
    for (const group of groups) {
      const some = group.rows.filter(isFound).length
      const text = some === group.rows.length ? 'all found' : `${some} of ${group.rows.length} found`
      if (group.done) group.done.textContent = some === 0 ? '' : text
    }
    for (const listener of told) listener()
  }
}

/** What is kept may be from anything. */
function idsIn(text: string | undefined): unknown[] {
  try {
    const ids: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(ids) ? ids : []
  } catch {
    return []
  }
}
