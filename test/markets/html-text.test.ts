import { describe, expect, it } from 'vitest'
import { fromHtml } from '../../src/markets/html-text.js'

describe('text of pages', () => {
  it.each([
    ['Brick &#40;Vertical Grip&#41;', 'Brick (Vertical Grip)'],
    ['Don&#39;t', "Don't"],
    ['Don&#x27;t &#X1f9f1;', "Don't 🧱"],
    ['Mason&apos;s &quot;Bricks&quot; &amp; more', 'Mason\'s "Bricks" & more'],
    ['1 &lt; 2 &gt; 0', '1 < 2 > 0'],
    ['once &amp;#40; only', 'once &#40; only'],
    ['<a href="x">a tag stays</a>', '<a href="x">a tag stays</a>'],
    ['a & b &unknown; &#0; &#9999999; &;', 'a & b &unknown; &#0; &#9999999; &;'],
    ['no &#27;[31m &#x9b;command &#10;to &#7f; &#xd800;', 'no  [31m  command  to &#7f;  '],
    ['', ''],
  ])('%s is %s', (html, text) => {
    expect(fromHtml(html)).toBe(text)
  })
})
