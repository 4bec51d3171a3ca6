import { html } from './html.js'

/** A part of the page; without content it is not there. */
export interface PageSection {
  id: string
  title: string
  content: string
}

/** @param content written for the page already */
export function section(id: string, title: string, content: string): PageSection {
  if (content === '') return { id, title, content }
  return {
    ...{ id, title },
    content: `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${html(title)}</h2>\n${content}\n</section>`,
  }
}
