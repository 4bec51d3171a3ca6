/** Undefined where the page has no use for it. */
export function element<T extends HTMLElement>(id: string): T | undefined {
  return (document.getElementById(id) as T | null) ?? undefined
}

export function elements<T extends HTMLElement>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)]
}

/** Pieces of a lot. */
export function quantityOf(row: HTMLElement): number {
  return parseInt(row.querySelector('.qty')?.textContent ?? '', 10) || 0
}

export function piecesOf(rows: readonly HTMLElement[]): number {
  return rows.reduce((sum, row) => sum + quantityOf(row), 0)
}

export function isFound(row: HTMLElement): boolean {
  return row.querySelector<HTMLInputElement>('.found input')?.checked ?? false
}
