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

/** Puts the view into the place of the picture. */
export function openPanel(figure: HTMLElement, picture: HTMLImageElement, steps: number): Panel {
  const canvas = element('canvas', { className: 'view-canvas', tabIndex: 0, role: 'img' })
  canvas.ariaLabel = `${picture.alt}, to be turned`
  canvas.setAttribute('aria-describedby', 'view-hint')
  const [width, height] = [picture.getAttribute('width'), picture.getAttribute('height')]
  Object.assign(canvas.style, { width: `${width}px`, aspectRatio: `${width} / ${height}` })
  const reset = element('button', { textContent: 'Start position' })
  const close = element('button', { textContent: 'Back to the picture' })
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
    slider.ariaValueText = said.textContent
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
