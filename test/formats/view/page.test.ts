import { describe, expect, it } from 'vitest'
import { changedLines, listOnPage, newPage, withList } from '../../../src/formats/view/page.js'

describe('a list on a page', () => {
  it('is found again between its markers', () => {
    expect(listOnPage(newPage('a\nb\n'))).toBe('a\nb\n')
  })

  it('is replaced, and the rest kept', () => {
    const page = '# Mine\n\n<!-- brick:parts -->\nold\n<!-- /brick:parts -->\n\nmine, too'
    expect(withList(page, 'new\n')).toBe('# Mine\n\n<!-- brick:parts -->\n\nnew\n\n<!-- /brick:parts -->\n\nmine, too')
  })

  it('keeps the line endings of the page', () => {
    const page = withList('mine\r\n<!-- brick:parts -->\r\n<!-- /brick:parts -->\r\n', 'a\nb\n') ?? ''
    expect(page.replaceAll('\r\n', '')).not.toContain('\n')
    expect(listOnPage(page)).toBe('a\nb\n')
  })

  it.each([
    { title: 'no markers', page: 'mine' },
    { title: 'only the first', page: '<!-- brick:parts -->' },
    { title: 'the wrong order', page: '<!-- /brick:parts --><!-- brick:parts -->' },
    { title: 'two lists', page: newPage('a') + newPage('b') },
  ])('has no place on a page with $title', ({ page }) => {
    expect(listOnPage(page)).toBeUndefined()
    expect(withList(page, 'x')).toBeUndefined()
  })
})

describe('changedLines', () => {
  it.each([
    { title: 'nothing', before: 'a\nb', after: 'a\nb', changes: [] },
    { title: 'a changed line', before: 'a\nb\nc', after: 'a\nB\nc', changes: ['-b', '+B'] },
    { title: 'a new line', before: 'a\nc', after: 'a\nb\nc', changes: ['+b'] },
    { title: 'a line that went', before: 'a\nb\nc', after: 'a\nc', changes: ['-b'] },
    { title: 'changes far apart', before: 'a\nb\nc\nd\ne', after: 'b\nc\nX\nd', changes: ['-a', '+X', '-e'] },
  ])('tells $title', ({ before, after, changes }) => {
    expect(changedLines(before, after)).toEqual(changes)
  })

  it('tells two lists that have nothing in common as two blocks', () => {
    const lines = (name: string) => Array.from({ length: 3000 }, (_, i) => `${name}${i}`).join('\n')
    expect(changedLines(lines('a'), lines('b'))).toHaveLength(6000)
  })
})
