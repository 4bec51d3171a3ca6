import { describe, expect, it } from 'vitest'
import { machine, type Io } from '../../src/system/io.js'
import { paintFor } from '../../src/system/terminal.js'

describe('paintFor', () => {
  it.each([
    { title: 'nothing into a pipe', env: {}, terminal: false, painted: false },
    { title: 'nothing for NO_COLOR', env: { NO_COLOR: '1' }, terminal: true, painted: false },
    { title: 'into a pipe when forced', env: { FORCE_COLOR: '3' }, terminal: false, painted: true },
    { title: 'nothing when forced off', env: { FORCE_COLOR: '0' }, terminal: true, painted: false },
  ])('paints $title', async ({ env, terminal, painted }) => {
    const paint = await paintFor(io(env, terminal), 'output')
    expect(paint.heading('x') !== 'x').toBe(painted)
    expect(paint.colorful).toBe(painted)
  })

  it('shows swatches in the color itself, or in the nearest of 256', async () => {
    const swatch = async (level: string) => (await paintFor(io({ FORCE_COLOR: level }, true), 'output')).swatch
    expect((await swatch('3'))('#C91A09', 255)).toBe('\u001b[38;2;201;26;9m██\u001b[39m')
    expect((await swatch('2'))('#C91A09', 255)).toContain('[38;5;')
    expect((await swatch('3'))('#C91A09', 128)).toContain('▒▒')
    expect((await swatch('3'))(undefined, 255)).toBe('  ')
  })

  it('has no swatches with 16 colors', async () => {
    expect((await paintFor(io({ FORCE_COLOR: '1' }, true), 'output')).colorful).toBe(false)
  })
})

function io(env: Io['env'], output: boolean): Io {
  return { ...machine(), env, terminal: { output, error: output, columns: 80 } }
}
