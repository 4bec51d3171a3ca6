import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cartAddress, handOverPage, type HandOver, type Shop, type ShopLot } from '../../src/report/hand-over.js'
import { STYLE, STYLE_HASH } from '../../src/report/hand-over-style.js'

const euro = (micros: number) => ({ currency: 'EUR', micros })

const LOT: ShopLot = {
  ...{ part: '3001', color: 'Red', name: 'Brick 2 x 4', quantity: 12, condition: 'N', lotId: '41000261' },
  ...{ each: euro(271_000), price: euro(3_252_000) },
}

const SHOP: Shop = {
  ...{ name: 'Klotz & Söhne', country: 'DE', url: 'https://klotz.brickowl.com', currency: 'EUR' },
  ...{ minimum: euro(5_000_000), lots: [LOT, { ...LOT, part: '3004', lotId: '41000262', condition: 'U' }] },
}

function page(more: Partial<HandOver> = {}): string {
  return handOverPage({ list: 'castle.io', lots: 3, asOf: '2026-03-01T12:00:00Z', shops: [SHOP], wishes: [], ...more })
}

const formsIn = (text: string) =>
  [
    ...text.matchAll(/<form method="post" action="([^"]*)"[^>]*><input type="hidden" name="data" value="([^"]*)">/g),
  ].map(([, action = '', data = '']) => ({ action, data: JSON.parse(unescaped(data)) as unknown }))

const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
const textOf = (text: string) =>
  unescaped(text.replace(/<style>[^]*<\/style>/, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')

describe('a page of carts', () => {
  it('sends each lot to its store, as Brick Owl wants it', () => {
    const items = [
      { lot_id: '41000261', qty: '12' },
      { lot_id: '41000262', qty: '12' },
    ]
    expect(formsIn(page())).toEqual([{ action: 'https://klotz.brickowl.com/addtocart', data: { items } }])
  })

  it('sends what nobody has to a wishlist, as far as it is known there', () => {
    const wish = { part: '3062', color: 'Blue', name: '', quantity: 3 }
    const text = page({ wishes: [{ ...wish, boid: '737117-39' }, wish] })
    const items = [{ boid: '737117-39', qty: '3' }]
    expect(formsIn(text)[1]).toEqual({ action: 'https://www.brickowl.com/addtowishlist', data: { items } })
    expect(textOf(text)).toContain("1 lot cannot go on the wishlist: Brick Owl's number is not known.")
    expect(formsIn(page({ wishes: [wish] }))).toHaveLength(1)
  })

  it('tells what is bought, and what is missing to the least amount', () => {
    const text = textOf(page({ shops: [{ ...SHOP, minimum: euro(10_000_000), lotAverage: euro(1_000_000) }] }))
    expect(text).toContain('Klotz & Söhne DE 2 of 3 lots, 24 parts, EUR 6.50 without postage')
    expect(text).toContain('It sells from EUR 10.00 on: EUR 3.50 short.')
    expect(text).toContain('Its lots must come to EUR 1.00 on average: enough.')
    expect(text).toContain('12 3001 Red Brick 2 x 4 new 0.271 3.252')
    expect(textOf(page())).toContain('It sells from EUR 5.00 on: enough.')
  })

  it('counts a part in a color as one lot, however many lots of the store it takes', () => {
    const text = textOf(page({ shops: [{ ...SHOP, lots: [LOT, { ...LOT, lotId: '7' }] }] }))
    expect(text).toContain('1 of 3 lots, 24 parts')
    expect(text).toContain('Put 2 lots into the cart')
  })

  it('has no button where nothing says where the cart is', () => {
    const { lotId: _, ...nameless } = LOT
    const shops = [
      { ...SHOP, url: 'https://klotz.example' },
      { ...SHOP, lots: [nameless] },
    ]
    expect(formsIn(page({ shops }))).toEqual([])
    expect(textOf(page({ shops }))).toContain('Nothing says where the cart of Klotz & Söhne is')
  })

  it('lets nothing in, and sends to nobody else', () => {
    const text = page()
    expect(text).toContain(
      `content="default-src 'none'; style-src '${STYLE_HASH}'; form-action https://*.brickowl.com; base-uri 'none'"`,
    )
    const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? ''
    expect(`sha256-${createHash('sha256').update(style).digest('base64')}`).toBe(STYLE_HASH)
    expect(style).toBe(STYLE)
    expect(text).not.toMatch(/<script|<link|<img|\bsrc=|\bon\w+=|url\(|style="/i)
  })

  it('takes any text for a text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('"><script>', "' onclick='", '</form>', '&#34;'),
        (a, b) => {
          const odd = `${a}${b}${a}`
          const lot = { ...LOT, part: odd, color: odd, name: odd, lotId: odd }
          const shop = { ...SHOP, name: odd, country: odd, lots: [lot] }
          const wishes = [{ part: odd, color: odd, name: odd, quantity: 1, boid: odd }]
          const text = page({ list: odd, shops: [shop], wishes })
          const plain = page({ shops: [{ ...SHOP, lots: [LOT] }], wishes: [{ ...LOT, boid: '1' }] })
          expect(tagsIn(text)).toEqual(tagsIn(plain))
          expect(formsIn(text).map(({ action }) => action)).toEqual(formsIn(plain).map(({ action }) => action))
        },
      ),
    )
  })
})

describe('where a cart is', () => {
  it.each([
    { url: 'https://klotz.brickowl.com', cart: 'https://klotz.brickowl.com/addtocart' },
    { url: 'https://Klotz.brickowl.com/store/lego?x=1#y', cart: 'https://klotz.brickowl.com/addtocart' },
    { url: undefined },
    { url: '' },
    { url: 'klotz' },
    { url: 'http://klotz.brickowl.com' },
    { url: 'https://brickowl.com' },
    { url: 'https://www.brickowl.com' },
    { url: 'https://klotz.brickowl.com.example' },
    { url: 'https://klotzbrickowl.com' },
    { url: 'https://klotz.brickowl.com:444' },
    { url: 'https://me:secret@klotz.brickowl.com' },
    { url: 'https://klotz.brickowl.com@evil.example/' },
    { url: 'javascript:alert(1)//.brickowl.com' },
    { url: 'https://evil.example\\.brickowl.com' },
  ])('$url', ({ url, cart }) => expect(cartAddress(url)).toBe(cart))
})

/** The skeleton of a page: its tags with the names of their attributes. */
function tagsIn(text: string): string[] {
  const tags = [...text.matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/gi)]
  return tags.map(([, tag = '', attributes = '']) => tag + attributes.replace(/="[^"]*"/g, ''))
}
