import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { accessFaults, brick, CHROMIUM, openBrowser, openPage, type OpenPage } from './browser.js'

const LIST = 'BLItemNo,BLColorId,Qty\n3004,5,30\n3641,11,4\n3794b,11,25\n2454,86,1\n3001,7,6\n'
const OWNED = 'BLItemNo,BLColorId,Qty\n3004,5,12\n3001,7,6\n'
const OFFERS = `store,country,part,color,condition,qty,price,currency,ship
BrickHaus,DE,3004,5,N,12,0.105,EUR,4.50
Stein&Co,NL,3004,5,N,40,0.09,EUR,4
Stein&Co,NL,3641,11,U,100,0.02,EUR,4
Klötze,AT,3794a,11,N,100,0.03,EUR,2.50
`

// Without a browser on the machine these are skipped; .ci/run puts one in.
describe.skipIf(CHROMIUM === undefined)('a report in a browser', () => {
  let browser: Browser
  let folder: string
  const open: OpenPage[] = []
  const file = () => path.join(folder, 'list.html')

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-browser-'))
    for (const [name, text] of Object.entries({ 'list.csv': LIST, 'owned.csv': OWNED, 'offers.csv': OFFERS }))
      fs.writeFileSync(path.join(folder, name), text)
    const library = path.resolve('fixtures/render/library')
    brick(
      folder,
      'report',
      'list.csv',
      '--own',
      'owned.csv',
      '--offers',
      'offers.csv',
      '--library',
      library,
      '-o',
      'list.html',
    )
    browser = await openBrowser()
  }, 60_000)
  afterEach(async () => {
    for (const { page } of open.splice(0)) await page.context().close()
  })
  afterAll(async () => {
    await browser.close()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  async function opened(options?: BrowserContextOptions): Promise<OpenPage> {
    const found = await openPage(browser, file(), options)
    open.push(found)
    return found
  }

  it('works without an error and without asking anybody for anything', async () => {
    const { page, faults } = await opened()
    await page.locator('tr.lot').first().waitFor()
    expect(await lotsShown(page)).toBe(5)
    await page.fill('#search', 'brick')
    await page.click('#theme')
    expect(faults).toEqual([])
  })

  it.each([
    { text: '3004', lots: 1 },
    { text: 'BRICK 2X4', lots: 1 },
    { text: 'black', lots: 2 },
    { text: 'nothing of the kind', lots: 0 },
  ])('shows what the search for $text finds, and says how many', async ({ text, lots }) => {
    const { page } = await opened()
    await page.fill('#search', text)
    expect(await lotsShown(page)).toBe(lots)
    expect(await page.isVisible('#nothing')).toBe(lots === 0)
    if (lots > 0) expect(await page.textContent('#shown')).toContain(`${lots} of 5 lots`)
    await page.fill('#search', '')
    expect(await lotsShown(page)).toBe(5)
  })

  it('filters by color, and by what is missing', async () => {
    const { page } = await opened()
    await page.selectOption('#color', 'Red')
    expect(await lotsShown(page)).toBe(1)
    await page.selectOption('#color', { index: 0 })
    await page.check('#missing')
    expect(await lotsShown(page)).toBe(4)
  })

  it('remembers what was found, over another visit, until it is told to start over', async () => {
    const { page } = await opened()
    await page.locator('tr.lot input').first().check()
    await page.locator('tr.lot input').nth(2).check()
    expect(await page.textContent('#done')).toContain('2 of 5 lots found')
    await page.reload()
    expect(await page.locator('tr.lot input:checked').count()).toBe(2)
    await page.check('#open')
    expect(await lotsShown(page)).toBe(3)
    await page.uncheck('#open')
    page.once('dialog', (dialog) => void dialog.dismiss())
    await page.click('#reset')
    expect(await page.locator('tr.lot input:checked').count()).toBe(2)
    page.once('dialog', (dialog) => void dialog.accept())
    await page.click('#reset')
    await page.reload()
    expect(await page.locator('tr.lot input:checked').count()).toBe(0)
  })

  it('is dark where the reader wants it so, and remembers that', async () => {
    const { page } = await opened({ colorScheme: 'dark' })
    const brightness = async () => {
      const color = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      return (color.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3
    }
    expect(await brightness()).toBeLessThan(60)
    await page.click('#theme')
    expect(await brightness()).toBeGreaterThan(200)
    await page.reload()
    expect(await brightness()).toBeGreaterThan(200)
  })

  it('can be worked by keys alone', async () => {
    const { page } = await opened()
    await page.locator('#search').focus()
    await page.keyboard.type('3641')
    expect(await lotsShown(page)).toBe(1)
    await page.locator('tr.lot:visible input').focus()
    await page.keyboard.press('Space')
    expect(await page.textContent('#done')).toContain('1 of 5 lots found')
  })

  it('sorts its table', async () => {
    const { page } = await opened()
    await page.click('label[for=as-table]')
    const order = () => page.locator('tr.lot td.qty').allTextContents()
    const before = await order()
    await page.click('th.qty button')
    expect(await order()).toEqual(['30x', '25x', '6x', '4x', '1x'])
    await page.click('th.qty button')
    expect(await order()).toEqual(['1x', '4x', '6x', '25x', '30x'])
    await page.click('th.qty button')
    expect(await order()).toEqual(before)
  })

  it('hands out a wanted list for a store', async () => {
    const { page } = await opened()
    await page.locator('summary').first().click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.wanted a').first().click()])
    expect(fs.readFileSync(await download.path(), 'utf8')).toMatch(/<INVENTORY>[^]*<ITEMID>/)
  })

  it('prints all its parts', async () => {
    const { page } = await opened()
    const pdf = (await page.pdf({ format: 'A4', tagged: false })).toString('latin1')
    expect([...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length).toBeGreaterThan(0)
    expect([...pdf.matchAll(/\/Subtype\s*\/Image/g)].length).toBeGreaterThanOrEqual(5)
    await page.emulateMedia({ media: 'print' })
    expect(await lotsShown(page)).toBe(5)
    expect(await page.isVisible('#search')).toBe(false)
  })

  it.each([390, 700, 1900])('fits a window %i wide', async (width) => {
    const { page } = await opened({ viewport: { width, height: 800 } })
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  })

  it('tells everything without a program, and shows no control that does nothing', async () => {
    const { page } = await opened({ javaScriptEnabled: false })
    expect(await lotsShown(page)).toBe(5)
    for (const control of ['#search', '#theme', '#reset']) expect(await page.isVisible(control), control).toBe(false)
  })

  it.each(['light', 'dark'] as const)('breaks no rule of access, %s', async (colorScheme) => {
    const { page } = await opened({ colorScheme })
    expect(await accessFaults(page)).toEqual([])
    await page.click('label[for=as-table]')
    expect(await accessFaults(page)).toEqual([])
  })
})

async function lotsShown(page: Page): Promise<number> {
  return page.locator('tr.lot:visible').count()
}
