/** Numbers that look random and are the same for the same seed: the generator sfc32, from 53 bits of a name's hash. */
export function chance(name) {
  let [a, b, c, d] = [hash(name), hash(`${name}'`), 0x9e3779b9, 1]
  const next = () => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let turn = 0; turn < 15; turn++) next()
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    normal,
    holds: (share) => next() < share,
    one: (of) => of[Math.floor(next() * of.length)],
    between: (from, to) => from + next() * (to - from),
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
  }
}

/** FNV-1a. */
function hash(text) {
  let value = 0x811c9dc5
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0), 0x01000193)
  return value
}
