// Outlines of parts as LeoCAD draws them, and how much two outlines have in common.

import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'

/**
 * Of the pictures, in pixels. LeoCAD draws without smoothing, so that at 640 pixels a hair of a brush is one or two
 * pixels thick, by chance of the grid: two outlines of the same brush then have 94 % in common. At this size, 99 %.
 */
export const SIDE = 2560

/** The outline of a part as LeoCAD draws it, seen as brick sees it; undefined where it draws none. */
export function leocad(name, folder, { library, read }) {
  const [model, picture] = ['part.ldr', 'part.png'].map((file) => path.join(folder, file))
  fs.writeFileSync(model, `0 part\n1 4 0 0 0 1 0 0 0 1 0 0 0 1 ${name}\n`)
  fs.rmSync(picture, { force: true })
  const size = ['-w', SIDE, '-h', SIDE, '--camera-angles', '30', '45', '--orthographic', '--line-width', '0']
  const args = ['-a', '-s', '-screen 0 640x480x24', 'leocad', '-l', library, '-i', picture, ...size, model]
  spawnSync('xvfb-run', args.map(String), { stdio: 'ignore' })
  const found = fs.existsSync(picture) ? read(fs.readFileSync(picture)) : undefined
  return found && outline(found)
}

/** What is drawn, cut out: where pixels differ from the corner of the picture. */
export function outline({ width, height, rgba }) {
  const isDrawn = (at) => [0, 1, 2, 3].some((i) => Math.abs(rgba[at * 4 + i] - rgba[i]) > 60)
  let [left, right, top, bottom] = [width, -1, height, -1]
  const mask = Uint8Array.from({ length: width * height }, (_, at) => Number(isDrawn(at)))
  mask.forEach((drawn, at) => {
    if (!drawn) return
    const [x, y] = [at % width, Math.floor(at / width)]
    ;[left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)]
  })
  const [across, down] = [right - left + 1, bottom - top + 1]
  const at = (u, v) =>
    mask[(top + Math.min(down - 1, Math.floor(v * down))) * width + left + Math.min(across - 1, Math.floor(u * across))]
  return { across, down, at }
}

/** Of all points in either, those in both; both boxes are brought to one size, and so must be of one form. */
export function common(a, b) {
  const [steps, rows] = [600, Math.max(20, Math.round((600 * a.down) / a.across))]
  let [both, either] = [0, 0]
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < steps; x++) {
      const [one, other] = [a.at((x + 0.5) / steps, (y + 0.5) / rows), b.at((x + 0.5) / steps, (y + 0.5) / rows)]
      if (one && other) both++
      if (one || other) either++
    }
  }
  const form = Math.abs(a.across / a.down / (b.across / b.down) - 1)
  return form > 0.03 ? 0 : both / either
}
