/** A number of pieces as lists write it: `4`, `1,500`, `4.0`; undefined where it is none. */
export function wholeNumber(text: string): number | undefined {
  const digits = /^\d{1,3}(?:[,.'’ \u00a0]\d{3})+$/.test(text) ? text.replaceAll(/\D/g, '') : text
  const whole = /^\+?(\d{1,15})(?:[.,]0+)?$/.exec(digits)?.[1]
  return whole === undefined ? undefined : Number(whole)
}
