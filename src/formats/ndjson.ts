import { lotAsJson } from './json/lot.js'
import { withoutControls } from './json.js'
import type { View } from './view.js'

/** The lots alone, one JSON object on a line, for programs that read line by line. */
export const ndjson: View = {
  id: 'ndjson',
  title: 'JSON, one lot on a line',

  write({ rows }) {
    const colors = new Map<string, object>()
    return withoutControls(rows.map((row) => `${JSON.stringify(lotAsJson(row, colors))}\n`).join(''))
  },
}
