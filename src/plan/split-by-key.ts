/**
 * Brings to the front of `order` those with the highest keys whose sizes fit into a room together, and answers how many
 * they are. The next one, if any, is the first of the others: the one that fits in part. Linear in time, on average.
 */
export function splitByKey(
  order: Int32Array,
  count: number,
  keys: Float64Array,
  sizes: Float64Array,
  room: number,
): number {
  let low = 0
  let high = count
  let left = room
  while (high - low > 1) {
    const pivot = keys[order[(low + high) >> 1] as number] as number
    let above = low
    let below = high
    let at = low
    let size = 0
    while (at < below) {
      const item = order[at] as number
      const key = keys[item] as number
      if (key > pivot) {
        order[at++] = order[above] as number
        order[above++] = item
        size += sizes[item] as number
      } else if (key < pivot) {
        order[at] = order[--below] as number
        order[below] = item
      } else at++
    }
    if (size > left) {
      high = above
      continue
    }
    left -= size
    low = above
    while (low < below && (sizes[order[low] as number] as number) <= left)
      left -= sizes[order[low++] as number] as number
    if (low < below) return low
  }
  return low < high && (sizes[order[low] as number] as number) <= left ? low + 1 : low
}
