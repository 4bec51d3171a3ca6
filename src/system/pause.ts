/** Waits a millisecond: the other end of a pipe that does not block is slow. */
export function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
}
