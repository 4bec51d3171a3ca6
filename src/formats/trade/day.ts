/** The day, and perhaps the time, that a cell says; `usual` where it says none that there is. */
export function dayOf(text: string, usual: string): string {
  return /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)) ? text : usual
}
