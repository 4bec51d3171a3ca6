import { openCamera } from './view-camera.js'
import { control } from './view-controls.js'
import { groupsOf, showStep } from './view-groups.js'
import { breath, openModel, type ViewModel } from './view-model.js'
import { openPanel } from './view-panel.js'
import { openScene } from './view-scene.js'

/** Shows the model of the page from all sides, when its reader wishes. Without WebGL, its picture stays. */
const figure = document.getElementById('model')
const picture = figure?.querySelector('img')
const button = document.getElementById('turn')
const packed = document.getElementById('packed')?.textContent

if (figure && picture && button && packed && isAble()) {
  const label = button.textContent
  let model: Promise<ViewModel> | undefined
  button.hidden = false
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-busy') === 'true') return
    button.setAttribute('aria-busy', 'true')
    const tell = (done: number) => (button.textContent = `Putting it together: ${Math.round(done * 100)} %`)
    tell(0)
    model ??= breath().then(() => openModel(packed, tell))
    model
      .then((whole) => show(figure, picture, whole, button))
      .then(
        () => (button.textContent = label),
        (error: unknown) => {
          console.warn(error)
          button.textContent = 'It cannot be turned in this browser'
        },
      )
      .finally(() => button.removeAttribute('aria-busy'))
  })
}

function isAble(): boolean {
  return 'DecompressionStream' in window && Boolean(document.createElement('canvas').getContext('webgl2'))
}

/** More pixels in a CSS pixel are not seen, but drawn. */
const MOST_DENSE = 2

function show(figure: HTMLElement, picture: HTMLImageElement, model: ViewModel, button: HTMLElement): void {
  const panel = openPanel(figure, picture, model.steps)
  const { canvas } = panel
  const gl = canvas.getContext('webgl2')
  if (!gl) {
    panel.remove()
    throw new Error('no WebGL')
  }
  const groups = groupsOf(model)
  const camera = openCamera(model)
  const eye = camera.first()
  let draw: ReturnType<typeof openScene> | undefined = openScene(gl, groups)
  let step = model.steps
  let isAwaited = false
  const watch = new ResizeObserver(() => look())
  watch.observe(canvas)
  control(canvas, {
    ...{ eye, look, close, startOver },
    move: (right, down) => camera.move(eye, right, down, canvas.clientWidth, canvas.clientHeight),
    step: (by) => go(step + by),
  })
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault()
    draw = undefined
  })
  canvas.addEventListener('webglcontextrestored', () => {
    draw = openScene(gl, groups)
    look()
  })
  panel.steps?.addEventListener('input', () => go(Number(panel.steps?.value)))
  panel.reset.addEventListener('click', startOver)
  panel.close.addEventListener('click', close)
  go(step)
  canvas.focus({ preventScroll: true })

  function go(to: number): void {
    step = Math.max(1, Math.min(model.steps, to))
    if (panel.steps) panel.steps.value = `${step}`
    panel.tellStep(step)
    showStep(groups, step)
    look()
  }

  function startOver(): void {
    Object.assign(eye, camera.first())
    look()
  }

  function look(): void {
    if (isAwaited) return
    isAwaited = true
    requestAnimationFrame(paint)
  }

  function paint(): void {
    isAwaited = false
    const [width, height] = [canvas.clientWidth, canvas.clientHeight]
    if (!draw || width === 0 || height === 0) return
    const density = Math.min(MOST_DENSE, window.devicePixelRatio || 1)
    const [across, down] = [Math.round(width * density), Math.round(height * density)]
    if (canvas.width !== across) canvas.width = across
    if (canvas.height !== down) canvas.height = down
    const { radius } = camera
    draw(camera.sight(eye, width, height), { width: across, height: down, density, radius })
  }

  function close(): void {
    watch.disconnect()
    draw = undefined
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
    panel.remove()
    button.focus()
  }
}
