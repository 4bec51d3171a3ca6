import { barLength } from './bar-length.js'
import { INK, LINE, SOFT, type Flow } from './pdf-flow.js'
import type { Bar, BarChart } from './report.js'

/** Bars that lie, each with its number beside it. */
export function chart(flow: Flow, { title, unit, bars }: BarChart): void {
  if (bars.length === 0) return
  flow.heading(title, unit)
  const style = { size: 8, color: INK }
  const labels = Math.min(flow.width * 0.32, Math.max(...bars.map(({ label }) => flow.sheet.widthOf(label, style))) + 8)
  const numbers = Math.max(...bars.map(({ text }) => flow.sheet.widthOf(text, style))) + 8
  const most = Math.max(...bars.map(barLength), Number.MIN_VALUE)
  const scale = (flow.width - labels - numbers) / most
  for (const bar of bars) drawBar(flow, bar, { labels, scale })
  const legend = legendOf(bars)
  if (legend.length > 1) drawLegend(flow, legend, labels)
}

const ROW = 14
/** Where a piece of a bar has no color of its own: goods, and what comes on top. */
const SHADES = ['#2F6DB5', '#F2B33D', '#8B98A8', '#C0504D']

interface Layout {
  labels: number
  /** Points for one of the unit. */
  scale: number
}

function drawBar(flow: Flow, bar: Bar, { labels, scale }: Layout): void {
  const top = flow.place(ROW)
  flow.line(bar.label, flow.left, top + 3, { size: 8, color: INK }, labels - 6)
  let x = flow.left + labels
  for (const [index, { value, rgb }] of bar.pieces.entries()) {
    const width = value * scale
    if (width <= 0) continue
    flow.sheet.box(x, top + 2, width, ROW - 5, { fill: rgb ?? shade(index), outline: LINE })
    x += width
  }
  flow.line(bar.text, x + 4, top + 3, { size: 8, color: SOFT })
}

function drawLegend(flow: Flow, legend: readonly { label: string; color: string }[], labels: number): void {
  const top = flow.place(ROW)
  let x = flow.left + labels
  for (const { label, color } of legend) {
    flow.sheet.box(x, top + 3, 7, 7, { fill: color, outline: LINE })
    x += 11 + flow.line(label, x + 11, top + 3, { size: 7.5, color: SOFT }) + 12
  }
}

/** What the pieces of bars are, where they are the same in all and without a color of their own. */
function legendOf(bars: readonly Bar[]): { label: string; color: string }[] {
  const [first] = bars.toSorted((a, b) => b.pieces.length - a.pieces.length)
  if (!first || bars.some(({ pieces }) => pieces.some(({ rgb }) => rgb !== undefined))) return []
  return first.pieces.map(({ label }, index) => ({ label, color: shade(index) }))
}

function shade(index: number): string {
  return SHADES[index % SHADES.length] ?? INK
}
