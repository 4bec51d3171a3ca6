/** Lines of one kind, that are told together: how many, and the first. */
export interface Lines {
  count: number
  line: number
}

/** Text outside all blocks is no part of a model, by the specification. */
export function lostProblem({ count, line }: Lines) {
  const [noun, verb] = count === 1 ? ['line', 'is'] : ['lines', 'are']
  return {
    level: 'warning' as const,
    code: 'mpd.outside' as const,
    line,
    quantity: count,
    message: `${count} type-1 ${noun} before the first "0 FILE" or after "0 NOFILE" ${verb} not part of any model`,
    fix: 'move them into a block, or delete them',
  }
}

/** Line types that LDraw does not have are comments; many of them mean that this is no model. */
export function strangeProblem({ count, line }: Lines) {
  return {
    level: 'note' as const,
    code: 'line.unknown' as const,
    line,
    quantity: count,
    message: `${count} ${count === 1 ? 'line is' : 'lines are'} of no type that LDraw has`,
  }
}
