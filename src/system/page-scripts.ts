import { existsSync, readFileSync } from 'node:fs'

/** What runs in the browser of those who read a report, each one program without imports. */
export interface PageScripts {
  /** Searches, filters and checks off what the page lists. */
  list: string
  /** Shows the model from all sides. */
  view: string
}

/** The scripts that the build made of `src/page`. */
export function pageScripts(): PageScripts {
  return { list: script('list.js'), view: script('view.js') }
}

/** The build's folder is one up, or, where tests load the sources as they are, beside theirs. */
function script(name: string): string {
  const built = new URL(`../scripts/${name}`, import.meta.url)
  return readFileSync(existsSync(built) ? built : new URL(`../../dist/scripts/${name}`, import.meta.url), 'utf8')
}
