/**
 * How an answer of the sandbox differs in its shape from a recorded one: members that only one of them has, another
 * order, other JSON types. Rows of a list are one shape together; what is empty in one of them is not compared.
 *
 * Lines are like `results[].color: rgb is missing`.
 */
export function shapeDifferences(recorded: unknown, ours: unknown): string[] {
  return compare(shapeOf(recorded), shapeOf(ours), 'answer')
}

interface Shape {
  types: Set<string>
  /** Of objects, in their order. */
  members: Map<string, Shape>
  /** Of lists. */
  items: Shape | undefined
}

function shapeOf(value: unknown): Shape {
  const shape: Shape = { types: new Set([typeOf(value)]), members: new Map(), items: undefined }
  if (Array.isArray(value)) {
    if (value.length > 0) shape.items = value.map(shapeOf).reduce(merged)
    return shape
  }
  if (typeof value !== 'object' || value === null) return shape
  for (const [name, member] of Object.entries(value)) shape.members.set(name, shapeOf(member))
  return shape
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
}

function merged(a: Shape, b: Shape): Shape {
  const types = new Set([...a.types, ...b.types])
  const members = new Map(
    woven([...a.members.keys()], [...b.members.keys()]).map((name) => {
      const [left, right] = [a.members.get(name), b.members.get(name)]
      return [name, (left && right ? merged(left, right) : (left ?? right)) as Shape]
    }),
  )
  const items = a.items && b.items ? merged(a.items, b.items) : (a.items ?? b.items)
  return { types, members, items }
}

/** Both lists in one, each new name behind the one that it follows. */
function woven(a: string[], b: string[]): string[] {
  const all = [...a]
  b.forEach((name, n) => {
    if (!all.includes(name)) all.splice(n === 0 ? 0 : all.indexOf(b[n - 1] ?? '') + 1, 0, name)
  })
  return all
}

function compare(recorded: Shape, ours: Shape, where: string): string[] {
  const foreign = [...ours.types].filter((type) => !recorded.types.has(type))
  const wrong = foreign.map((type) => `${where} is ${type}, recorded is ${[...recorded.types].join(' or ')}`)
  if (recorded.items && ours.items) wrong.push(...compare(recorded.items, ours.items, `${where}[]`))
  if (recorded.members.size === 0 || ours.members.size === 0) return wrong
  const [theirs, own] = [[...recorded.members.keys()], [...ours.members.keys()]]
  wrong.push(...theirs.filter((name) => !own.includes(name)).map((name) => `${where}: ${name} is missing`))
  wrong.push(...own.filter((name) => !theirs.includes(name)).map((name) => `${where}: ${name} is not recorded`))
  const [before, after] = [theirs.filter((name) => own.includes(name)), own.filter((name) => theirs.includes(name))]
  if (before.join() !== after.join()) wrong.push(`${where}: recorded order is ${before.join(', ')}`)
  for (const name of before) {
    const [left, right] = [recorded.members.get(name), ours.members.get(name)]
    if (left && right) wrong.push(...compare(left, right, `${where}.${name}`))
  }
  return wrong
}
