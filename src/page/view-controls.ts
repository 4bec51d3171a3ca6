import type { Eye } from './view-camera.js'

export interface Controls {
  eye: Eye
  /** The eye has changed. */
  look(): void
  /** Moves the model by pixels. */
  move(right: number, down: number): void
  /** Goes on by so many steps. */
  step(by: number): void
  startOver(): void
  close(): void
}

/** Degrees a pixel. */
const DRAG = 0.45
/** Degrees a key. */
const KEY = 7.5
const [LEAST, MOST] = [0.2, 40]

/** Lets pointers, wheel and keys move the eye. */
export function control(canvas: HTMLCanvasElement, controls: Controls): void {
  const { eye, look, move } = controls
  const pointers = new Map<number, PointerEvent>()

  canvas.addEventListener('pointerdown', (event) => {
    pointers.set(event.pointerId, event)
    canvas.setPointerCapture(event.pointerId)
    canvas.focus({ preventScroll: true })
    event.preventDefault()
  })
  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId)
    if (!before) return
    const [other] = [...pointers.values()].filter(({ pointerId }) => pointerId !== event.pointerId)
    pointers.set(event.pointerId, event)
    const [right, down] = [event.clientX - before.clientX, event.clientY - before.clientY]
    if (other) pinch(before, event, other)
    else if (event.shiftKey || (event.buttons & 6) !== 0) move(right, down)
    else turn(eye, -right * DRAG, down * DRAG)
    look()
  })
  for (const type of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(type, ({ pointerId }) => pointers.delete(pointerId))
  canvas.addEventListener('contextmenu', (event) => event.preventDefault())
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * 30
      zoomAt(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0015)), event)
      look()
    },
    { passive: false },
  )
  canvas.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !press(event)) return
    event.preventDefault()
    look()
  })

  /** Two fingers: what is between them stays there. */
  function pinch(before: PointerEvent, after: PointerEvent, other: PointerEvent): void {
    const apart = (one: PointerEvent) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
    move((after.clientX - before.clientX) / 2, (after.clientY - before.clientY) / 2)
    const middle = { clientX: (after.clientX + other.clientX) / 2, clientY: (after.clientY + other.clientY) / 2 }
    zoomAt(apart(after) / Math.max(1, apart(before)), middle)
  }

  function zoomAt(by: number, { clientX, clientY }: { clientX: number; clientY: number }): void {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const [right, down] = [clientX - left - width / 2, clientY - top - height / 2]
    const zoomed = zoom(eye, by)
    move(right * (1 - zoomed), down * (1 - zoomed))
  }

  /** Whether the key means something here. */
  function press({ key, shiftKey }: KeyboardEvent): boolean {
    const [right, down] = ARROWS[key] ?? [0, 0]
    if (key in ARROWS && shiftKey) move(-right * 20, -down * 20)
    else if (key in ARROWS) turn(eye, right * KEY, -down * KEY)
    else if (key === '+' || key === '=') zoom(eye, 1.2)
    else if (key === '-' || key === '_') zoom(eye, 1 / 1.2)
    else if (key === '0') controls.startOver()
    else if (key === 'PageUp' || key === 'PageDown') controls.step(key === 'PageUp' ? -1 : 1)
    else if (key === 'Escape') controls.close()
    else return false
    return true
  }
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function turn(eye: Eye, around: number, up: number): void {
  eye.longitude += around
  eye.latitude = Math.max(-90, Math.min(90, eye.latitude + up))
}

/** @returns by how much it became larger */
function zoom(eye: Eye, by: number): number {
  const before = eye.zoom
  eye.zoom = Math.max(LEAST, Math.min(MOST, before * by))
  return eye.zoom / before
}
