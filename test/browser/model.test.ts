import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPng } from '../../src/render/read-png.js'
import { inflate } from '../../src/system/deflate.js'
import { accessFaults, brick, CHROMIUM, openBrowser, openPage, type OpenPage } from './browser.js'

/** Three steps, each higher; turned and mirrored parts among them. Nothing as bright as the page. */
const MODEL = `0 A small tower
0 Name: model.ldr
1 4 0 0 0 1 0 0 0 1 0 0 0 1 block.dat
0 STEP
1 1 0 -24 0 0 0 1 0 1 0 -1 0 0 block.dat
1 2 60 0 0 1 0 0 0 1 0 0 0 1 peg.dat
0 STEP
1 0 -20 -48 0 -1 0 0 0 1 0 0 0 1 hook.dat
`

describe.skipIf(CHROMIUM === undefined)('the model of a report', () => {
  let browser: Browser
  let folder: string
  let opened: OpenPage
  let picture: Outline

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-browser-'))
    fs.writeFileSync(path.join(folder, 'model.ldr'), MODEL)
    brick(folder, 'report', 'model.ldr', '--library', path.resolve('fixtures/render/library'), '-o', 'model.html')
    browser = await openBrowser()
    opened = await openPage(browser, path.join(folder, 'model.html'), { deviceScaleFactor: 2, colorScheme: 'light' })
    picture = await outline(opened.page.locator('#model img'))
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  it('turns where the picture was, and looks the same at first', async () => {
    const { page, faults } = opened
    await page.click('#turn')
    const canvas = page.locator('#model canvas')
    const after = await settled(canvas)
    expect([after.width, after.height]).toEqual([picture.width, picture.height])
    expect(sizeOf(picture)).toBeGreaterThan(10_000)
    expect(difference(picture, after)).toBeLessThan(0.03)
    expect(faults).toEqual([])
  })

  it('has the colors of the picture', async () => {
    const [before, after] = [await outline(opened.page.locator('#model canvas')), picture]
    const inside = [...before.inside.keys()].filter((at) => before.inside[at] === 1 && after.inside[at] === 1)
    const apart = inside.map((at) =>
      Math.max(
        ...[0, 1, 2].map((part) => Math.abs((before.rgba[at * 4 + part] ?? 0) - (after.rgba[at * 4 + part] ?? 0))),
      ),
    )
    expect(apart.reduce((sum, one) => sum + one, 0) / inside.length).toBeLessThan(8)
  })

  it('stays in the frame, however it is turned', async () => {
    const canvas = opened.page.locator('#model canvas')
    await canvas.press('0')
    for (const keys of [
      ['ArrowLeft', 6],
      ['ArrowDown', 4],
      ['ArrowLeft', 7],
      ['ArrowUp', 9],
    ] as const) {
      for (let times = 0; times < keys[1]; times++) await canvas.press(keys[0])
      expect(atRim(await settled(canvas))).toBe(0)
    }
    await canvas.press('0')
  })

  it('turns by keys and by hand, and goes back to where it was', async () => {
    const canvas = opened.page.locator('#model canvas')
    await canvas.press('0')
    const first = await settled(canvas)
    await canvas.press('ArrowLeft')
    const turned = await settled(canvas)
    expect(isSame(first, turned)).toBe(false)
    await canvas.press('0')
    expect(difference(first, await settled(canvas))).toBe(0)
    const { x = 0, y = 0, width = 0, height = 0 } = (await canvas.boundingBox()) ?? {}
    await opened.page.mouse.move(x + width / 2, y + height / 2)
    await opened.page.mouse.down()
    await opened.page.mouse.move(x + width / 2 + 80, y + height / 2 + 20, { steps: 3 })
    await opened.page.mouse.up()
    expect(isSame(first, await settled(canvas))).toBe(false)
    await canvas.press('0')
  })

  it('is built step by step', async () => {
    const { page } = opened
    const canvas = page.locator('#model canvas')
    const whole = await settled(canvas)
    await page.locator('#model input[type=range]').fill('1')
    expect(await page.textContent('#model output')).toBe('step 1 of 3')
    const begun = await settled(canvas)
    expect(sizeOf(begun)).toBeLessThan(sizeOf(whole) * 0.8)
    await canvas.press('PageDown')
    await canvas.press('PageDown')
    expect(await page.textContent('#model output')).toBe('step 3 of 3')
    expect(isSame(whole, await settled(canvas))).toBe(true)
  })

  it('breaks no rule of access while it turns, and gives the picture back', async () => {
    const { page, faults } = opened
    expect(await accessFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Back to the picture' }).click()
    expect(await page.locator('#model img').isVisible()).toBe(true)
    expect(await page.locator('#model canvas').count()).toBe(0)
    await page.click('#turn')
    expect(sizeOf(await settled(page.locator('#model canvas')))).toBeGreaterThan(10_000)
    expect(faults).toEqual([])
  })
})

interface Outline {
  width: number
  height: number
  /** By pixel: 1 where something is drawn on the page. */
  inside: Uint8Array
  /** By pixel: red, green, blue, opacity. */
  rgba: Uint8Array
}

async function outline(element: Locator): Promise<Outline> {
  const picture = readPng(await element.screenshot(), inflate)
  if (!picture) throw new Error('there is no picture')
  const { width, height, rgba } = picture
  const at = (pixel: number, part: number) => rgba[pixel * 4 + part] ?? 0
  // Within the frame that marks what has the focus.
  const empty = 8 * width + 8
  const inside = Uint8Array.from({ length: width * height }, (_, pixel) =>
    [0, 1, 2].some((part) => Math.abs(at(pixel, part) - at(empty, part)) > 24) ? 1 : 0,
  )
  return { width, height, inside, rgba }
}

/** What is drawn once it is there and stays the same. */
async function settled(canvas: Locator): Promise<Outline> {
  let last = await outline(canvas)
  for (let tries = 0; tries < 40; tries++) {
    await canvas.page().waitForTimeout(150)
    const next = await outline(canvas)
    if (sizeOf(next) > 0 && isSame(last, next)) return next
    last = next
  }
  throw new Error('the model does not come to rest')
}

function sizeOf({ inside }: Outline): number {
  return inside.reduce((sum, one) => sum + one, 0)
}

/** How many pixels are drawn near the rim, within the frame that marks what has the focus. */
function atRim({ width, height, inside }: Outline): number {
  return inside.reduce((sum, one, at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    const away = Math.min(x, y, width - 1 - x, height - 1 - y)
    return sum + (away >= 8 && away < 12 ? one : 0)
  }, 0)
}

function isSame(a: Outline, b: Outline): boolean {
  return difference(a, b) === 0
}

/** How many pixels are drawn in one only, as a share of those of the first. */
function difference(a: Outline, b: Outline): number {
  return a.inside.reduce((sum, one, at) => sum + (one === b.inside[at] ? 0 : 1), 0) / sizeOf(a)
}
