import type { Service } from '../../system/http/open-service.js'
import type { PartNumbers } from '../part-numbers.js'
import { pages } from './pages.js'
import { ALL_PARTS } from './parts.js'

/**
 * What others call each of Rebrickable's parts, page by page. Pages are kept for a week, so that whoever is interrupted goes
 * on where it was.
 */
export async function* partNumbers(service: Service, origin: string): AsyncGenerator<PartNumbers> {
  let doubled = 0
  for await (const { number, fresh, count, cached, doubled: again } of pages(service, origin, ALL_PARTS)) {
    doubled += again
    yield { page: number, count, cached, doubled, parts: fresh.map(({ part, numbers }) => ({ part, numbers })) }
  }
}
