import type { LotShown, Report } from './report.js'

/** The lots of a report, for what names them by their ids. */
export function lotsById({ groups }: Pick<Report, 'groups'>): ReadonlyMap<string, LotShown> {
  return new Map(groups.flatMap(({ lots }) => lots.map((lot) => [lot.id, lot] as const)))
}
