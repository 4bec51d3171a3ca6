import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import type { Report } from '../report/report.js'
import { checksum } from '../system/checksum.js'
import type { Io } from '../system/io.js'

/** What a report is written as, and where; `-` is standard output. */
export interface ReportTarget {
  kind: 'html' | 'pdf'
  file: string
}

/** @throws {BrickError} when the name says that it is something else, or when it would go to a terminal. */
export function reportTarget({ terminal }: Pick<Io, 'terminal'>, output: string | undefined): ReportTarget {
  const file = output ?? '-'
  if (file === '-') {
    if (terminal.output)
      throw noReport('a terminal', 'it is a page', 'write it to a file: -o report.html, or report.pdf')
    return { kind: 'html', file }
  }
  const ending = path.extname(file).toLowerCase()
  if (ending === '.html' || ending === '.htm') return { kind: 'html', file }
  if (ending === '.pdf') return { kind: 'pdf', file }
  const hint = 'name it as in -o castle.html; lists in other formats: brick parts -f, brick export'
  throw noReport(file, 'its name ends neither in .html nor in .pdf', hint)
}

function noReport(where: string, why: string, hint: string): BrickError {
  return new BrickError(`cannot write a report to ${where}: ${why}`, { hint })
}

export async function writeReport(io: Io, report: Report, { kind, file }: ReportTarget): Promise<void> {
  const content = kind === 'html' ? await pageOf(report) : await pdfOf(report)
  if (file === '-') io.write(content)
  else io.save(file, content)
}

async function pageOf(report: Report): Promise<string> {
  const [{ reportPage }, { pageScripts }] = await Promise.all([
    import('../report/page.js'),
    import('../system/page-scripts.js'),
  ])
  return reportPage(report, pageScripts(), { sha256 })
}

async function pdfOf(report: Report): Promise<Uint8Array> {
  const [{ reportPdf }, { openPdf }] = await Promise.all([import('../report/pdf-page.js'), import('../system/pdf.js')])
  const { sheet, bytes } = openPdf({ title: report.title, asOf: report.asOf })
  reportPdf(report, sheet)
  return bytes()
}

/** As content security policies have it: in base 64. */
function sha256(text: string): string {
  return Buffer.from(checksum(new TextEncoder().encode(text)), 'hex').toString('base64')
}
