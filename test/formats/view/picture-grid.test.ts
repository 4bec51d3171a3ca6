import { describe, expect, it } from 'vitest'
import { pictureGrid, type GridCell } from '../../../src/formats/view/picture-grid.js'

describe('pictureGrid', () => {
  it('puts as many side by side as fit', () => {
    const cells = ['a', 'b', 'c'].map((name) => cell({ lines: [name.repeat(4), name.repeat(4)] }, [`1x ${name}`]))
    expect(pictureGrid(cells, { width: 4, height: 2, columns: 10 })).toBe(
      ['aaaa  bbbb', 'aaaa  bbbb', '1x a  1x b', '', 'cccc', 'cccc', '1x c', '', ''].join('\n'),
    )
  })

  it('gives each at least its own line, however narrow the terminal is', () => {
    const cells = [cell({ lines: ['x'] }, ['one']), cell({ lines: ['y'] }, ['two'])]
    expect(pictureGrid(cells, { width: 24, height: 1, columns: 10 })).toBe('x\none\n\ny\ntwo\n\n')
  })

  it('measures captions without their colors, and by how wide they look', () => {
    const red = { plain: 'ab', shown: '\x1b[31mab\x1b[0m' }
    const cells = [
      { picture: { lines: ['....'] }, caption: [red] },
      cell({ lines: ['....'] }, ['積木']),
      cell({ lines: ['....'] }, ['z']),
    ]
    const [, caption] = pictureGrid(cells, { width: 4, height: 1, columns: 80 }).split('\n')
    expect(caption).toBe('\x1b[31mab\x1b[0m    積木  z')
  })

  it('goes back up to pictures that terminals draw, and has room below them', () => {
    const cells = [cell({ graphics: 'P1' }, ['one', 'more']), cell({ graphics: 'P2' }, ['two'])]
    expect(pictureGrid(cells, { width: 6, height: 3, columns: 20 })).toBe(
      '\n\n\n\n\n\x1b[5A\x1b[1G\x1b7P1\x1b8\x1b[9G\x1b7P2\x1b8\x1b[3B\rone     two\nmore\n\n',
    )
  })
})

function cell(picture: GridCell['picture'], caption: string[]): GridCell {
  return { picture, caption: caption.map((text) => ({ plain: text, shown: text })) }
}
