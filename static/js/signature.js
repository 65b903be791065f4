/** A signature: drawn with a finger, a pen or a mouse, and kept as a picture. */

import { filing } from './file.js';

const PAUSE = 1000;

/** @type {import('./tools.js').Equip} */
export function signature(element, circumstances) {
  const { tool, field, put } = filing(element, circumstances);
  const pad = /** @type {HTMLCanvasElement} */ (tool.find('[data-pad]'));
  const pen = /** @type {CanvasRenderingContext2D} */ (pad.getContext('2d'));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let keeping;
  let drawing = false;
  pad.style.touchAction = 'none';

  function wipe() {
    clearTimeout(keeping);
    keeping = undefined;
    const { width, height } = pad.getBoundingClientRect();
    Object.assign(pad, { width: width * devicePixelRatio, height: height * devicePixelRatio });
    pen.scale(devicePixelRatio, devicePixelRatio);
    Object.assign(pen, { lineWidth: 2.5, lineCap: 'round', lineJoin: 'round' });
  }

  function keep() {
    clearTimeout(keeping);
    if (keeping) circumstances.hold(new Promise((over) => pad.toBlob((blob) => over(blob && put(blob)))));
    keeping = undefined;
  }

  function look() {
    if (field.value) return tool.show({ clear: true });
    wipe();
    tool.show({ clear: false });
  }

  pad.addEventListener('pointerdown', (event) => {
    if (pad.width !== Math.floor(pad.clientWidth * devicePixelRatio) && !keeping) wipe();
    clearTimeout(keeping);
    pad.setPointerCapture(event.pointerId);
    drawing = true;
    pen.beginPath();
    pen.moveTo(event.offsetX, event.offsetY);
    pen.lineTo(event.offsetX, event.offsetY + 0.1);
    pen.stroke();
  });
  pad.addEventListener('pointermove', (event) => {
    if (!drawing) return;
    pen.lineTo(event.offsetX, event.offsetY);
    pen.stroke();
  });
  for (const name of ['pointerup', 'pointercancel']) {
    pad.addEventListener(name, () => {
      drawing = false;
      keeping = setTimeout(keep, PAUSE);
    });
  }
  tool.on('clear', () => {
    wipe();
    tool.find('[data-do=drop]')?.click();
  });
  tool.left(() => keeping && keep());
  for (const name of ['change', 'written']) element.addEventListener(name, look);
  look();
}
