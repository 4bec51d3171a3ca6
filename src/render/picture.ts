/** A picture: four bytes a pixel, red, green, blue, and how opaque it is, from the upper left on, row by row. */
export interface Picture {
  width: number
  height: number
  rgba: Uint8Array
}

export function emptyPicture(width: number, height: number): Picture {
  return { width, height, rgba: new Uint8Array(width * height * 4) }
}
