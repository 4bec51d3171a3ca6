const KINDS = { 'not-a-part-colour': 'not-a-color' }

/**
 * `colors.tsv`, and the LDraw code of each Rebrickable color.
 *
 * A color has BrickLink's name where it is the one LDraw color that BrickLink means, else LDraw's with blanks.
 * The last column says in which systems this row is what the number there means: `b` BrickLink, `r` Rebrickable.
 */
export function colorRows({ colors, bricklink, rebrickable, studio }) {
  const byBricklink = new Map(bricklink.map((row) => [row.ldraw_code, row]))
  const byRebrickable = new Map(rebrickable.map((row) => [row.ldraw_code, row]))
  const known = new Map(colors.map((row) => [row.code, row]))
  const rows = colors.map((row) => line(row, byBricklink.has(row.code), byRebrickable.has(row.code)))
  for (const row of studio) {
    const base = known.get(row.ldraw_code)
    if (row.studio_ldraw_code === row.ldraw_code) continue
    const twin = base ?? rebrickableColor(rebrickable, row.bricklink_id) ?? {}
    rows.push(line({ ...twin, ...privateColor(row, twin) }, base === undefined, base === undefined))
  }
  const toLdraw = new Map(
    rebrickable.filter((row) => row.ldraw_code).map((row) => [row.rebrickable_id, row.ldraw_code]),
  )
  return { lines: rows, toLdraw }
}

function line(row, isBricklink, isRebrickable) {
  const ldraw = row.name.replaceAll('_', ' ')
  const name = row.kind === 'own' && isBricklink && row.bricklink_name ? row.bricklink_name : ldraw
  const { code, value, edge, alpha, finish, kind, lego_ids, lego_name } = row
  const canonical = (isBricklink && row.bricklink_id ? 'b' : '') + (isRebrickable && row.rebrickable_id ? 'r' : '')
  const own = [code, name === ldraw ? '=' : name, ldraw, value, edge, alpha, finish, KINDS[kind] ?? kind]
  const lego = [lego_ids.replaceAll('/', ' '), same(lego_name, name)]
  const others = ['bricklink', 'rebrickable', 'brickowl'].flatMap((system) => [
    row[`${system}_id`],
    same(row[`${system}_name`], name),
  ])
  return [...own, ...lego, ...others, row.bricklink_alt.replaceAll('/', ' '), canonical].join('\t')
}

function same(text, name) {
  return text !== '' && text === name ? '=' : text
}

/** Studio's own codes: the LDraw color they stand for, or a color that only shops know. */
function privateColor({ studio_ldraw_code, bricklink_id, bricklink_name }, twin) {
  return {
    code: studio_ldraw_code,
    name: twin.name ?? bricklink_name,
    bricklink_id,
    bricklink_name,
    bricklink_alt: '',
  }
}

function rebrickableColor(rebrickable, id) {
  const row = rebrickable.find((color) => color.bricklink_id === id)
  const finish = ''
  const empty = { edge: '#333333', alpha: '', finish, kind: 'own', lego_ids: '', lego_name: '' }
  if (!row) return { ...empty, value: '', rebrickable_id: '', rebrickable_name: '', brickowl_id: '', brickowl_name: '' }
  const { rebrickable_id, name, brickowl_id, brickowl_name } = row
  return { ...empty, name, value: `#${row.rgb}`, rebrickable_id, rebrickable_name: name, brickowl_id, brickowl_name }
}
