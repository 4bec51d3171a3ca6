import { describe, expect, it } from 'vitest'
import { openUpgrader } from '../../../src/core/catalog/upgrade.js'

const CURRENT = [
  '3068',
  '3062',
  '3068pb0123',
  '2431pb0499',
  '3626pb1508',
  '973pb0001c01',
  '3001',
  '3068pb2407',
  '3069pb007',
  '3069p007',
]

describe('upgrading an old BrickLink number', () => {
  const { upgrade } = openUpgrader({ has: (number) => CURRENT.includes(number), all: () => CURRENT })

  it.each([
    ['current', '3001', '3001'],
    ['merged letter', '3068b', '3068'],
    ['print of a merged letter', '3068bpb0123', '3068pb0123'],
    ['fewer digits', '2431pb499', '2431pb0499'],
    ['letter and digits', '3626cpb01508', '3626pb1508'],
    ['with arms', '973pb1c01', '973pb0001c01'],
    ['upper case', '3068B', '3068'],
    ['two digits of 3068 are another print now', '3068pb07', undefined],
    ['the kind of print counts', '3069p7', '3069p007'],
    ['no letter to take off', '3794b', undefined],
    ['nothing known', 'nosuch', undefined],
  ])('%s', (_title, old, now) => {
    expect(upgrade(old)).toBe(now)
  })
})
