/**
 * `moulds.tsv`: `M` and the numbers that are one part in other moulds, `A` and a pair that builders use for each other.
 * Only where a number that an LDraw part has is among them.
 */
export function mouldRows(relations, numbers) {
  const groups = new Map()
  const pairs = new Set()
  for (const { rel_type, child_part_num: child, parent_part_num: parent } of relations) {
    if (rel_type === 'M') unite(groups, child, parent)
    if (rel_type === 'A') pairs.add([child, parent].sort().join(' '))
  }
  const listed = (text) => text.split(' ').some((number) => numbers.has(number))
  const moulds = [...new Set(groups.values())].map((group) => [...group].sort().join(' '))
  return [
    ...moulds
      .filter(listed)
      .sort()
      .map((row) => `M\t${row}`),
    ...[...pairs]
      .filter(listed)
      .sort()
      .map((row) => `A\t${row}`),
  ]
}

function unite(groups, a, b) {
  const all = new Set([a, b, ...(groups.get(a) ?? []), ...(groups.get(b) ?? [])])
  for (const number of all) groups.set(number, all)
}

/** `elements.tsv.gz`: Rebrickable part, then for each color `color:element element`, newest element first. */
export function elementRows(elements) {
  const parts = new Map()
  for (const { element_id, part_num, color_id } of elements) {
    const colors = parts.get(part_num) ?? new Map()
    parts.set(part_num, colors)
    colors.set(color_id, [...(colors.get(color_id) ?? []), Number(element_id)])
  }
  return [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([part, colors]) => [part, ...[...colors].sort(([a], [b]) => a - b).map(ofColor)].join('\t'))
}

function ofColor([color, elements]) {
  return `${color}:${elements.sort((a, b) => b - a).join(' ')}`
}
