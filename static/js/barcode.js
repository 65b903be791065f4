/** A barcode: read by the camera where the browser can, else typed. */

import { answer, toolOf } from './tool.js';

const PAUSE = 250;

/** @type {import('./tools.js').Equip} */
export function barcode(element) {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  if (!Detector || !navigator.mediaDevices) return;
  const tool = toolOf(element);
  const field = /** @type {HTMLInputElement} */ (element.querySelector('[name]'));
  const view = /** @type {HTMLVideoElement} */ (tool.find('[data-view]'));
  /** @type {MediaStream | null} */
  let stream = null;

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = view.srcObject = null;
    view.hidden = true;
    tool.show({ scan: true, stop: false });
  }

  async function scan() {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => null);
    if (!stream) return tool.tell('denied');
    view.srcObject = stream;
    view.hidden = false;
    tool.show({ scan: false, stop: true });
    tool.tell('pointing');
    await view.play();
    look(new Detector());
  }

  /** @param {any} detector */
  async function look(detector) {
    const [found] = await detector.detect(view).catch(() => []);
    if (!stream) return;
    if (!found) return setTimeout(look, PAUSE, detector);
    stop();
    tool.tell();
    answer(field, found.rawValue);
  }

  tool.on('scan', scan);
  tool.on('stop', stop);
  tool.left(() => stream && stop());
  stop();
}
