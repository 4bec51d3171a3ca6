/** Rebrickable's category of sticker sheets. */
const STICKERS = '58'

/**
 * A function from a sticker to its sheet: `bl` and `rb` where they are known, and the `sets` that had the sheet.
 * The files of one sheet share its design number, which may be padded to six digits: 003238a, 003238b. So what a
 * keyword says of one of them holds for all, as long as they do not contradict each other.
 */
export function sheets(resolved, names) {
  const known = new Map()
  for (const { ldraw, bl } of resolved) {
    const design = designOf(ldraw)
    if (design === undefined || !/^\d\S*stk\d+$/.test(bl)) continue
    known.set(design, (known.get(design) ?? new Set()).add(bl))
  }
  return (id) => {
    const design = designOf(id)
    if (design === undefined) return {}
    const numbers = [...(known.get(design) ?? [])]
    const sheet = [design, design.replace(/^0+/, '')]
      .map((number) => names.get(number))
      .find((part) => part?.part_cat_id === STICKERS)
    const sets = [...(sheet?.name ?? '').matchAll(/\b(\d+)-\d+\b/g)].map(([, set]) => set)
    return { bl: numbers.length === 1 ? numbers[0] : '', rb: sheet?.part_num ?? '', sets }
  }
}

function designOf(id) {
  return /^(\d{4,})[a-z]+(?:c\d+)?$/.exec(id)?.[1]
}
