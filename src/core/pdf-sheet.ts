/** What pages to print are drawn on: A4 sheets, by points from the upper left, 72 to the inch. */
export interface PdfSheet {
  readonly width: number
  readonly height: number
  /** Begins the next page. There is none before the first call. */
  addPage(): void
  /** One line; `y` is the top of its letters. The font has the letters of Windows-1252 only. */
  text(text: string, x: number, y: number, style: TextStyle): void
  widthOf(text: string, style: TextStyle): number
  image(png: Uint8Array, x: number, y: number, width: number, height: number): void
  box(x: number, y: number, width: number, height: number, style: BoxStyle): void
  /** What is there leads to a page of the web. */
  link(x: number, y: number, width: number, height: number, url: string): void
  /** Names the place in the table of contents that readers show. */
  bookmark(title: string): void
}

export interface TextStyle {
  size: number
  isBold?: boolean
  /** `#1B1F24` */
  color?: string
}

export interface BoxStyle {
  fill?: string
  outline?: string
  radius?: number
}
