import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { shadesOf } from '../../src/render/light.js'
import { openPalette } from '../../src/render/palette.js'
import { EDGE } from '../../src/render/soup.js'
import { colorDefinitions, openPaints } from '../../src/render/paint.js'

const paints = openPaints(colorDefinitions(readFileSync('fixtures/render/library/LDConfig.ldr')))

describe('paints', () => {
  it.each([
    { title: 'a color', code: 4, rgb: [180, 0, 0], alpha: 255, finish: 'solid' },
    { title: 'glass', code: 47, rgb: [252, 252, 252], alpha: 128, finish: 'solid' },
    { title: 'chrome', code: 383, rgb: [206, 206, 206], alpha: 255, finish: 'chrome' },
    { title: 'metal', code: 82, rgb: [219, 172, 52], alpha: 255, finish: 'metal' },
    { title: 'rubber, which comes before an old code', code: 256, rgb: [27, 42, 52], alpha: 255, finish: 'rubber' },
    { title: 'a direct color', code: 0x2ff8800, rgb: [255, 136, 0], alpha: 255, finish: 'solid' },
    { title: 'a direct clear color', code: 0x3ff8800, rgb: [255, 136, 0], alpha: 128, finish: 'solid' },
    { title: 'two colors of twelve bits', code: 0x4f00f00, rgb: [255, 0, 0], alpha: 255, finish: 'solid' },
    { title: 'one of them clear', code: 0x6fe0fe0, rgb: [255, 238, 0], alpha: 128, finish: 'solid' },
    {
      title: 'two colors mixed by an old code',
      code: 256 + 16 * 1 + 4,
      rgb: [105, 45, 84],
      alpha: 255,
      finish: 'solid',
    },
  ])('knows $title', ({ code, rgb, alpha, finish }) => {
    expect(paints(code)).toMatchObject({ rgb, alpha, finish })
  })

  it.each([9999, -5, NaN, 300, 0x1000000])('does not know %s', (code) => {
    expect(paints(code)).toBeUndefined()
  })

  it('knows what glitters and what speckles', () => {
    expect([paints(117)?.grains?.rgb, paints(132)?.grains?.rgb]).toEqual([
      [255, 255, 255],
      [137, 135, 136],
    ])
  })

  it('takes what a model defines, before what the library has', () => {
    expect(
      openPaints(['Red CODE 4 VALUE #B40000 EDGE #000000', 'Mine CODE 4 VALUE #123456 EDGE #654321'])(4),
    ).toMatchObject({
      rgb: [0x12, 0x34, 0x56],
      edge: [0x65, 0x43, 0x21],
    })
  })

  it.each([0, 1, 4, 15, 71, 82, 256, 383])('gives color %i form: it is lit from above, and never a blob', (code) => {
    const paint = paints(code)
    if (!paint) throw new Error('no paint')
    const { table } = shadesOf(paint)
    const brightness = (u: number, v: number) => {
      const color = table[v * 128 + u] ?? 0
      return (color & 255) + ((color >> 8) & 255) + ((color >> 16) & 255)
    }
    // As a brick shows them: its top, its left side and its right one.
    const [top, left, right] = [brightness(64, 11), brightness(21, 85), brightness(107, 85)]
    expect(top).toBeGreaterThan(left + 12)
    expect(left).toBeGreaterThan(right + 5)
  })

  it.each([
    { title: 'light on dark blue, where it would be dark on dark', code: 272, rgb: [25, 50, 90], ink: [77, 89, 109] },
    { title: 'as the library has it on red', code: 4, rgb: [180, 0, 0], ink: [51, 51, 51] },
    {
      title: 'darker on clear glass, where it would fade',
      code: 47,
      alpha: 'ALPHA 128',
      rgb: [252, 252, 252],
      ink: [152, 152, 152],
    },
  ])('draws lines $title', ({ code, rgb, ink, alpha = '' }) => {
    const hex = (values: number[]) => values.map((value) => value.toString(16).padStart(2, '0')).join('')
    const edge = code === 47 ? 'C3C3C3' : code === 4 ? '333333' : '1E3C5A'
    const palette = openPalette(openPaints([`X CODE ${code} VALUE #${hex(rgb)} EDGE #${edge} ${alpha}`]))
    const [material] = palette.look([16 + EDGE], code)
    const value = material?.ink ?? 0
    expect([value & 255, (value >> 8) & 255, (value >> 16) & 255]).toEqual(ink)
  })
})
