import PDFDocument from 'pdfkit'
import type { BoxStyle, PdfSheet, TextStyle } from '../core/pdf-sheet.js'

export interface PdfOptions {
  title: string
  /** When it is made: ISO 8601. The same content at the same time is the same file. */
  asOf: string
}

/** A PDF file that is written sheet by sheet, in memory; `bytes` ends it. */
export function openPdf({ title, asOf }: PdfOptions): { sheet: PdfSheet; bytes(): Promise<Uint8Array> } {
  const document = new PDFDocument({
    ...{ size: 'A4', margin: 0, autoFirstPage: false, lang: 'en', displayTitle: true, pdfVersion: '1.7' },
    info: { Title: title, Creator: 'brick', Producer: 'brick', CreationDate: new Date(asOf) },
  })
  const pieces: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (piece: Uint8Array) => pieces.push(piece))
    document.on('end', resolve)
    document.on('error', reject)
  })
  return {
    sheet: {
      ...A4,
      addPage: () => void document.addPage(),
      text(text, x, y, style) {
        inFont(style)
        document.fillColor(style.color ?? '#000000').text(text, x, y, { lineBreak: false })
      },
      widthOf(text, style) {
        inFont(style)
        return document.widthOfString(text)
      },
      image: (png, x, y, width, height) => void document.image(Buffer.from(png), x, y, { width, height }),
      box: (x, y, width, height, style) => {
        document.roundedRect(x, y, width, height, style.radius ?? 0)
        paint(style)
      },
      link: (x, y, width, height, url) => void document.link(x, y, width, height, url),
      bookmark: (name) => void document.outline.addItem(name),
    },
    async bytes() {
      document.end()
      await ended
      return Buffer.concat(pieces)
    },
  }

  function inFont({ size, isBold }: TextStyle): void {
    document.font(isBold ? 'Helvetica-Bold' : 'Helvetica', size)
  }

  function paint({ fill, outline }: BoxStyle): void {
    document.lineWidth(0.5)
    if (fill !== undefined && outline !== undefined) document.fillAndStroke(fill, outline)
    else if (outline !== undefined) document.stroke(outline)
    else document.fill(fill ?? '#000000')
  }
}

/** In points. */
const A4 = { width: 595.28, height: 841.89 }
