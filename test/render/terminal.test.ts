/* eslint-disable no-control-regex -- That is how terminals are told of pictures. */
import { describe, expect, it } from 'vitest'
import type { Picture } from '../../src/render/picture.js'
import { halfBlocks, nearest256 } from '../../src/render/terminal-blocks.js'
import { iterm } from '../../src/render/terminal-iterm.js'
import { kitty } from '../../src/render/terminal-kitty.js'
import { sixel } from '../../src/render/terminal-sixel.js'

const COLORS = [
  [204, 0, 0, 255],
  [0, 204, 0, 255],
  [0, 0, 255, 255],
  [0, 0, 0, 0],
] as const
const picture = painted(13, 14)

describe('pictures in terminals', () => {
  it('come back out of half blocks', () => {
    expect(fromBlocks(halfBlocks(picture, 'true'), picture.width)).toEqual([...picture.rgba])
  })

  it('end each line of half blocks in the colors of the terminal', () => {
    const lines = halfBlocks(picture, '256').trimEnd().split('\n')
    expect(lines).toHaveLength(7)
    expect(lines.every((line) => line.endsWith('\x1b[0m') && !line.includes('2;204'))).toBe(true)
  })

  it.each([
    [0, 0, 0, 16],
    [255, 255, 255, 231],
    [255, 0, 0, 196],
    [128, 128, 128, 244],
    [95, 135, 175, 67],
  ])('find the nearest of 256 colors for %i %i %i', (r, g, b, expected) => {
    expect(nearest256(r, g, b)).toBe(expected)
  })

  it('come back out of sixels', () => {
    expect(fromSixel(sixel(picture), picture.width, picture.height)).toEqual([...picture.rgba])
  })

  it('have at most fifteen colors as sixels', () => {
    const rgba = new Uint8Array(64 * 64 * 4)
    for (let at = 0; at < 64 * 64; at++) rgba.set([at & 255, (at >> 4) & 255, (at * 7) & 255, 255], at * 4)
    const text = sixel({ width: 64, height: 64, rgba })
    const registers = new Set([...text.matchAll(/#(\d+)/g)].map(([, register]) => Number(register)))
    expect(Math.max(...registers)).toBeLessThan(15)
  })

  it('come back out of kitty in pieces of 4096 letters', () => {
    const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 31) & 255)
    const pieces = [...kitty(bytes, { columns: 16, rows: 8 }).matchAll(/\x1b_G([^;]*);([^\x1b]*)\x1b\\/g)]
    expect(pieces.map(([, keys = '']) => /m=(\d)/.exec(keys)?.[1])).toEqual(['1', '1', '1', '0'])
    expect(pieces[0]?.[1]).toBe('a=T,f=100,q=2,c=16,r=8,m=1')
    expect(pieces.every(([, , data = '']) => data.length <= 4096)).toBe(true)
    expect([...Buffer.from(pieces.map(([, , data]) => data).join(''), 'base64')]).toEqual([...bytes])
  })

  it('come back out of iTerm2', () => {
    const bytes = Uint8Array.from({ length: 9000 }, (_, i) => (i * 17) & 255)
    const [, keys, data = ''] = /^\x1b\]1337;File=([^:]*):(.*)\x07$/.exec(iterm(bytes, { columns: 16, rows: 8 })) ?? []
    expect(keys).toBe('inline=1;size=9000;width=16;height=8;preserveAspectRatio=1')
    expect([...Buffer.from(data, 'base64')]).toEqual([...bytes])
  })
})

function painted(width: number, height: number): Picture {
  const rgba = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at++) rgba.set(COLORS[(at * 5 + (at >> 3)) % 4] ?? [], at * 4)
  return { width, height, rgba }
}

/** Reads half blocks as a terminal does. */
function fromBlocks(text: string, width: number): number[] {
  const rows: number[][] = []
  for (const line of text.trimEnd().split('\n')) {
    const [upper, lower]: [number[], number[]] = [[], []]
    let [ink, ground] = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]
    for (const [, codes, letter] of line.matchAll(/\x1b\[([\d;]*)m|(.)/g)) {
      const color = [...(codes?.split(';').slice(2).map(Number) ?? []), 255]
      if (codes === '49') ground = [0, 0, 0, 0]
      else if (codes?.startsWith('48')) ground = color
      else if (codes?.startsWith('38')) ink = color
      if (letter !== undefined) {
        upper.push(...(letter === '▀' ? ink : ground))
        lower.push(...(letter === '▄' ? ink : ground))
      }
    }
    rows.push(upper, lower)
  }
  expect(rows.every((row) => row.length === width * 4)).toBe(true)
  return rows.flat()
}

/** Reads sixels as a terminal does. */
function fromSixel(text: string, width: number, height: number): number[] {
  const rgba = new Array<number>(width * height * 4).fill(0)
  const colors: number[][] = []
  let [x, top, color] = [0, 0, 0]
  const body = /^\x1bP0;1;0q"1;1;\d+;\d+(.*)\x1b\\$/s.exec(text)?.[1] ?? ''
  for (const [, register, r, g, b, times, letter] of body.matchAll(
    /#(\d+)(?:;2;(\d+);(\d+);(\d+))?|(?:!(\d+))?([?-~$-])/g,
  )) {
    if (r !== undefined) colors[Number(register)] = [r, g, b].map((percent) => Math.round(Number(percent) * 2.55))
    if (register !== undefined) color = Number(register)
    else if (letter === '$') x = 0
    else if (letter === '-') [x, top] = [0, top + 6]
    else for (let i = Number(times ?? 1); i > 0; i--) paint((letter ?? '?').charCodeAt(0) - 63)
  }
  return rgba

  function paint(points: number): void {
    for (let row = 0; row < 6; row++)
      if (points & (1 << row)) rgba.splice(((top + row) * width + x) * 4, 4, ...(colors[color] ?? []), 255)
    x++
  }
}
