import { BrickError } from '../core/error.js'
import type { Facts } from '../core/catalog/facts.js'
import { presentCatalog } from '../system/catalog-place.js'
import { shippedFacts } from '../system/facts.js'
import type { Io } from '../system/io.js'

/**
 * The facts that we ship, and what the user's catalog adds to them, where there is one. A catalog that cannot be read is
 * told, and left aside: it is a cache.
 */
export async function knownFacts(io: Io): Promise<Facts> {
  const shipped = shippedFacts()
  const file = presentCatalog(io)
  if (file === undefined) return shipped
  const [{ openCatalog }, { extendWithCatalog }] = await Promise.all([
    import('../store/catalog.js'),
    import('../core/catalog/catalog-facts.js'),
  ])
  try {
    const catalog = await openCatalog(file)
    return catalog ? extendWithCatalog(shipped, catalog) : shipped
  } catch (error) {
    if (!(error instanceof BrickError)) throw error
    io.say(`warning: ${error.message}; going on without it\n  ${error.hint ?? ''}`, 'warning')
    return shipped
  }
}
