import type { Paint } from './paint.js'

/** Whether a grain of glitter or a speckle lies at a sample: dots strewn over a grid, the same in every run. */
export function grainAt(x: number, y: number, samples: number, { grains }: Paint): boolean {
  if (!grains) return false
  const cell = grains.size * samples
  const [i, j] = [Math.floor(x / cell), Math.floor(y / cell)]
  const chance = scatter(i, j)
  // A dot fills about half of its cell.
  if ((chance & 1023) / 1024 > grains.share * 1.6) return false
  const radius = cell * (0.32 + ((chance >> 10) & 15) / 60)
  const [dx, dy] = [
    x + 0.5 - (i + 0.3 + ((chance >> 14) & 15) / 40) * cell,
    y + 0.5 - (j + 0.3 + ((chance >> 18) & 15) / 40) * cell,
  ]
  return dx * dx + dy * dy < radius * radius
}

function scatter(i: number, j: number): number {
  let value = Math.imul(i, 0x27d4eb2d) ^ Math.imul(j, 0x165667b1)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39)
  return (value ^ (value >>> 15)) & 0x7fffffff
}
