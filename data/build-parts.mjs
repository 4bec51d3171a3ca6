import { KINDS, LEVELS } from '../dist/core/catalog/facts-parts.js'
import { readHeader } from './build-library.mjs'
import { sheets } from './build-stickers.mjs'

/** `parts.tsv.gz` has one letter for each. */
const KIND_LETTERS = inverted(KINDS)
const LEVEL_LETTERS = inverted(LEVELS)

/**
 * `parts.tsv.gz`, sorted by id: id, kind and confidence (and `o` for obsolete), BrickLink, Rebrickable, category,
 * title, content, hints. And the numbers that Rebrickable has for them, and `categories.tsv`.
 */
export function partRows({ library, resolved, catalogParts, categories, elements, colors }) {
  const facts = new Map(resolved.map((row) => [row.ldraw, row]))
  const names = new Map(catalogParts.map((row) => [row.part_num, row]))
  const categoryOf = categorizer(library, facts, names)
  const used = new Set()
  const numbers = []
  const context = {
    sheetOf: sheets(resolved, names),
    library,
    elements: new Map(elements.map((row) => [row.element_id, row])),
    colors,
    ldrawOf: byRebrickable(resolved),
  }
  const ids = [...new Set([...library.parts.keys(), ...facts.keys()])].sort()
  const lines = ids.map((id) => {
    const header = library.parts.get(id) ?? newer(id, facts.get(id), names)
    const part = {
      id,
      header,
      kind: header.fact.kind,
      content: [],
      hints: [],
      row: facts.get(id) ?? { bl: '', rb: '', level: 'unknown', rule: '', other_claims: '' },
    }
    part.content = contentOf(part, context)
    const found = numbersOf(part, context)
    const category = categoryOf(id, header, found.rb)
    used.add(category)
    if (found.rb !== '') numbers.push(found.rb)
    const flags = KIND_LETTERS[part.kind] + found.level + (header.fact.obsolete ? 'o' : '')
    return [
      id,
      flags,
      same(found.bl, id),
      same(found.rb, id),
      category,
      header.fact.title,
      part.content.join(' '),
      hintsOf(part, found).join(' '),
    ].join('\t')
  })
  const list = categories.filter(({ id }) => used.has(id)).map(({ id, name }) => `${id}\t${name}`)
  return { lines, rebrickableNumbers: numbers, categories: list }
}

function same(number, id) {
  return number === id ? '=' : number
}

/** Parts that came after the library that was read: the title that was seen elsewhere, or Rebrickable's. */
function newer(id, { desc, rb }, names) {
  const title = desc || names.get(rb)?.name || ''
  const target = /^~moved to\s+(\S+)/i.exec(title)?.[1]
  const reference = target === undefined ? '' : `1 16 0 0 0 1 0 0 0 1 0 0 0 1 ${target}.dat\n`
  return readHeader(id, new TextEncoder().encode(`0 ${title}\n0 !LDRAW_ORG Part\n${reference}`))
}

/** What a file stands for, as `part:color*quantity`; color 16 and quantity 1 are left out. */
function contentOf({ id, header, kind }, { library, elements, colors, ldrawOf }) {
  const content = header.fact.content
    .filter(({ part }) => kind === 'moved' || library.parts.has(part))
    .map(({ part, color, quantity }) => {
      return `${part}${color === 16 ? '' : `:${color}`}${quantity === 1 ? '' : `*${quantity}`}`
    })
  if (content.length > 0 || kind !== 'physical') return content
  const element = elements.get(id)
  const target = element && ldrawOf.get(element.part_num)
  return target === undefined ? [] : [`${target}:${colors.toLdraw.get(element.color_id)}`]
}

/**
 * The numbers to answer with. Not the numbers of something larger: a sticker sheet is not the brick with a sticker
 * on it, printed hips and legs together are not the hips. Those become hints.
 */
function numbersOf({ id, kind, header, row, hints }, { sheetOf }) {
  const none = { bl: '', rb: '', level: '.' }
  const level = LEVEL_LETTERS[row.level] ?? '.'
  if (kind === 'shortcut' && isStickered(header) && (/stk\d/.test(row.bl) || row.level === 'sticker-dropped'))
    return none
  if (/^(381[567]|97[012])[a-z]?p/.test(id) && /^970c/.test(row.bl)) {
    hints.push(`in=${row.bl}`)
    return none
  }
  if (/^381[67][a-z]?p|^97[12]p/.test(id) && /^970c/.test(row.rb)) return none
  if (row.bl.includes('+')) return none
  // A half of a backpack or a segment of a hose is not the whole of it.
  if ((kind === 'helper' || kind === 'shortcut') && /^(mould-variant|print-dropped|flex-form)$/.test(row.level))
    return none
  const claim = row.bl === '' && /^(\S+)<-studio$/.exec(row.other_claims)?.[1]
  if (claim) return { bl: claim, rb: row.rb, level: 'u', source: 'studio-table' }
  if (kind === 'sticker' && !/\S/.test(row.bl)) return { ...none, ...sheetOf(id), level: 'k' }
  if (/stk\d/.test(row.bl)) return { bl: row.bl, rb: row.rb, level: 'k' }
  return {
    bl: row.bl,
    rb: row.rb,
    level: level === '.' && row.rb !== '' ? 'e' : level === 'e' && row.bl !== '' && row.bl !== id ? 'r' : level,
  }
}

function isStickered({ category, title }) {
  return category === 'Sticker Shortcut' || /\bSticker/.test(title)
}

function hintsOf({ kind, header, row, hints }, found) {
  const whole = found.bl + found.rb !== '' || row.bl === ''
  const owl = header.fact.numbers.brickowl
  if (owl !== undefined && whole) hints.push(`bo=${owl}`)
  if (kind === 'sticker' && found.bl === '') hints.push(...setsOf(header, found.sets).map((set) => `set=${set}`))
  if (row.level === 'exact-ambiguous') {
    const claims = row.other_claims.split(';').map((claim) => claim.trim().split('<-')[0])
    hints.push(...claims.filter((number) => /^\S+$/.test(number)).map((number) => `or=${number}`))
  }
  const source = found.source ?? RULES.find((word) => row.rule.includes(word))?.replaceAll(' ', '-')
  if (source !== undefined && found.bl + found.rb !== '') hints.push(`by=${source}`)
  return hints
}

/** Where a number comes from; Rebrickable's own ids are the rule and are not written. */
const RULES = ['studio-table', 'ldraw-keyword', 'number exists on BrickLink', 'RB part number']

/** What the keywords of a sticker and the name of its sheet say of its sets, three at most. */
function setsOf({ keywords }, named = []) {
  const sets = keywords.map((word) => /^set\s+(\d+)(?:-\d+)?$/i.exec(word)?.[1]).filter((set) => set !== undefined)
  return [...new Set([...named, ...sets])].slice(0, 3)
}

function inverted(letters) {
  return Object.fromEntries(Object.entries(letters).map(([letter, word]) => [word, letter]))
}

function byRebrickable(resolved) {
  const map = new Map()
  for (const { ldraw, rb } of resolved) if (rb !== '' && (!map.has(rb) || ldraw === rb)) map.set(rb, ldraw)
  return map
}

/**
 * Rebrickable's category of the part; for parts that it does not list, the one that most parts of the same
 * LDraw category are in.
 */
function categorizer(library, facts, names) {
  const votes = new Map()
  for (const [id, header] of library.parts) {
    const category = names.get(facts.get(id)?.rb)?.part_cat_id
    if (category === undefined) continue
    const word = categoryWord(header)
    const counts = votes.get(word) ?? new Map()
    votes.set(word, counts)
    counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  const winners = new Map(
    [...votes].map(([word, counts]) => [word, [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0]]),
  )
  return (id, header, number) => names.get(number)?.part_cat_id ?? winners.get(categoryWord(header)) ?? '24'
}

function categoryWord({ category, title }) {
  return category || (/[A-Za-z]+/.exec(title.replace(/^~Moved to.*/i, '')) ?? [''])[0]
}
