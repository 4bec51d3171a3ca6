import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

/** Chromium, where this machine has one: `CHROMIUM` says where, or it is in a usual place. */
export const CHROMIUM = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((file) => file !== undefined && fs.existsSync(file))

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
    args: [
      ...['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
      // WebGL without a graphics card.
      ...['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    ],
  })
}

/** A page that is open, and all that it did which it should not. */
export interface OpenPage {
  page: Page
  /** Errors on its console, and what it asked for outside itself. */
  faults: string[]
}

export async function openPage(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  page.on('pageerror', (error) => void faults.push(error.message))
  page.on('request', (request) => void (!isOwn(request.url(), file) && faults.push(`asks for ${request.url()}`)))
  await page.goto(pathToFileURL(file).href)
  return { page, faults }
}

function isOwn(url: string, file: string): boolean {
  return url.startsWith('data:') || url.split('#')[0] === pathToFileURL(file).href
}

/** Runs the built program in a folder. @throws {Error} when it fails */
export function brick(cwd: string, ...args: string[]): void {
  const env = { ...process.env, HOME: cwd, BRICK_CACHE: path.join(cwd, 'cache'), SOURCE_DATE_EPOCH: '1795262400' }
  const run = spawnSync(process.execPath, [path.resolve('bin/brick.js'), ...args], { cwd, env, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`brick ${args.join(' ')} ended with ${run.status}: ${run.stderr}`)
}

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong: rules of WCAG 2.1 A and AA, and good habits. */
export async function accessFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate<string[]>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).slice(0, 2).join(' ')))`,
  )
}
