import { base64 } from '../core/base64.js'
import { html } from './html.js'
import { chartsSection } from './page-charts.js'
import { pageHead } from './page-head.js'
import { creditsFooter, notesSection, ownedSection } from './page-notes.js'
import { partsSection } from './page-parts.js'
import { planSection } from './page-plan.js'
import { priceSection } from './page-price.js'
import { PAGE_STYLE } from './page-style.js'
import type { Report } from './report.js'

/** What runs in the reader's browser: of each a program without imports. */
export interface Scripts {
  /** Searches, filters and checks off. */
  list: string
  /** Shows the model from all sides. */
  view?: string
}

export interface PageOptions {
  /** SHA-256 of a text as content security policies have it: in base 64. */
  sha256: (text: string) => string
}

/**
 * One page that needs nothing else, and may load nothing else: pictures are in it, and what runs and what it looks like is
 * named by checksums. Without its programs all of it can be read.
 */
export function reportPage(report: Report, { list, view }: Scripts, { sha256 }: PageOptions): string {
  const { title, model } = report
  const programs = [list, ...(model?.packed && view !== undefined ? [view] : [])].map(withinPage)
  const sections = [
    ownedSection(report),
    partsSection(report),
    priceSection(report),
    planSection(report),
    chartsSection(report),
    notesSection(report),
  ].filter((section) => section.content !== '')
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src '${source(PAGE_STYLE)}'`,
    `script-src ${programs.map((program) => `'${source(program)}'`).join(' ')}`,
    'form-action https://*.brickowl.com',
    "base-uri 'none'",
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="brick">
<title>${html(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body data-key="${html(`${title}\n${report.source}`)}">
<a class="skip" href="#parts">Skip to the parts</a>
${pageHead(report, sections)}
<main>
${sections.map(({ content }) => content).join('\n')}
</main>
${creditsFooter(report)}
${model?.packed && view !== undefined ? `<script id="packed" type="application/gzip;base64">${base64(model.packed)}</script>\n` : ''}${programs.map((program) => `<script>${program}</script>`).join('\n')}
</body>
</html>
`

  function source(text: string): string {
    return `sha256-${sha256(text)}`
  }
}

/** A program as it can stand in a page, where `</script` would be its end. Both only ever stand in its strings. */
function withinPage(program: string): string {
  return program.replace(/<(?=\/script|!--)/gi, '\\x3c')
}
