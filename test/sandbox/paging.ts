import { inList } from './fault-names.js'
import type { Answer, Ask } from './service.js'

export interface Pages {
  remember(ask: Ask, answer: Answer): Answer
  disturb(fault: string, ask: Ask, answer: Answer): Answer
}

/**
 * Further pages that go wrong: `duplicate-page` has the rows of the first page again, `shifting-list` begins with the
 * last row of the page before, as when somebody adds a row between two calls.
 */
export function repeatPage(): Pages {
  const before = new Map<string, unknown[]>()
  const pathOf = ({ url }: Ask) => url.replace(/\?.*/, '')
  const remember = (ask: Ask, answer: Answer) => {
    const value: unknown = JSON.parse(String(answer.body))
    inList(value, (rows) => {
      before.set(pathOf(ask), rows)
      return rows
    })
    return answer
  }
  return {
    remember,
    disturb(fault, ask, answer) {
      const known = before.get(pathOf(ask))
      const page = Number(ask.query.get('page') ?? ask.query.get('pageNumber') ?? 1)
      if (!known || page < 2) return remember(ask, answer)
      const change = (rows: unknown[]) => (fault === 'duplicate-page' ? known : [...known.slice(-1), ...rows])
      return { ...answer, body: JSON.stringify(inList(JSON.parse(String(answer.body)), change)) }
    },
  }
}
