/** What the reader of the page sees of the view, beside the model. */
export interface Panel {
  canvas: HTMLCanvasElement
  /** Absent where the model has one step only. */
  steps?: HTMLInputElement
  reset: HTMLButtonElement
  close: HTMLButtonElement
  /** Writes the step down beside the slider. */
  tellStep(step: number): void
  remove(): void
}

const STYLE = `
.turning > img, .turning > #turn { display: none }
.view-canvas { display: block; margin-inline: auto; max-width: 100%; cursor: grab; touch-action: none; border-radius: 6px }
.view-canvas:active { cursor: grabbing }
.view-canvas:focus-visible { outline: 2px solid var(--accent, #0a66c2); outline-offset: 2px }
.view-bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: center; margin-top: .5rem }
.view-bar label { display: flex; gap: .5rem; align-items: center; flex: 0 1 24rem; min-width: 0 }
.view-bar input { flex: 1; min-width: 4rem }
.view-bar output { white-space: nowrap; font-variant-numeric: tabular-nums }
.view-hint { margin: .5rem 0 0; text-align: center; font-size: .85em; color: var(--muted, inherit) }
@media print { .turning > img { display: revert } .view-canvas, .view-bar, .view-hint { display: none } }
`

/** Puts the view into the place of the picture. */
export function openPanel(figure: HTMLElement, picture: HTMLImageElement, steps: number): Panel {
  addStyle()
  const canvas = element('canvas', { className: 'view-canvas', tabIndex: 0 })
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', `${picture.alt || 'The model'}, to be turned`)
  canvas.setAttribute('aria-describedby', 'view-hint')
  canvas.style.width = `${picture.getAttribute('width') ?? picture.width}px`
  canvas.style.aspectRatio = `${picture.getAttribute('width') ?? picture.width} / ${picture.getAttribute('height') ?? picture.height}`
  const reset = element('button', { type: 'button', textContent: 'Start position' })
  const close = element('button', { type: 'button', textContent: 'Back to the picture' })
  const slider = element('input', { type: 'range', min: '1', max: `${steps}`, value: `${steps}` })
  const said = element('output', {})
  const label = element('label', {})
  label.append('Build', slider, said)
  const bar = element('div', { className: 'view-bar' })
  bar.append(...(steps > 1 ? [label] : []), reset, close)
  const hint = element('p', { className: 'view-hint', id: 'view-hint', textContent: hintFor(steps) })
  picture.after(canvas, bar, hint)
  figure.classList.add('turning')
  return {
    ...{ canvas, reset, close, tellStep },
    ...(steps > 1 && { steps: slider }),
    remove: () => {
      for (const one of [canvas, bar, hint]) one.remove()
      figure.classList.remove('turning')
    },
  }

  function tellStep(step: number): void {
    said.textContent = `step ${step} of ${steps}`
    slider.setAttribute('aria-valuetext', said.textContent)
  }
}

function hintFor(steps: number): string {
  const keys = 'Keys: arrows turn, + and \u2212 zoom, 0 starts over'
  return `Drag to turn, scroll or pinch to zoom, drag with Shift to move. ${keys}${steps > 1 ? ', Page Up and Page Down step' : ''}.`
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties)
}

let isStyled = false

/** Sheets made by scripts are what a page allows that allows no other styles than its own. */
function addStyle(): void {
  if (isStyled) return
  isStyled = true
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
