/** The width of lines that looks right in a picture of a part of so many pixels. In pixels. */
export function partLineWidth(size: number): number {
  return 0.75 + Math.min(size, 1200) / 640
}

/** The smaller a model, the thinner its lines, or they would darken it. In pixels, by pixels an LDraw unit. */
export function modelLineWidth(scale: number): number {
  return Math.min(1.3, Math.max(0.25, 0.64 * Math.sqrt(scale)))
}
