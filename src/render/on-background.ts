import type { Rgb } from './paint.js'
import { emptyPicture, type Picture } from './picture.js'

/** The picture on a ground of one color, with nothing left to see through. */
export function onBackground(picture: Picture, ground: Rgb): Picture {
  const { width, height, rgba } = picture
  const whole = emptyPicture(width, height)
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] as number
    for (let i = 0; i < 3; i++)
      whole.rgba[at + i] = Math.round(((rgba[at + i] as number) * alpha + (ground[i] as number) * (255 - alpha)) / 255)
    whole.rgba[at + 3] = 255
  }
  return whole
}
