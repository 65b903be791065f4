/** A recording, made in the page where the browser can; else one is chosen. */

import { filing } from './file.js';

/** @type {import('./tools.js').Equip} */
export function sound(element, circumstances) {
  const { tool, put } = filing(element, circumstances);
  const can = Boolean(globalThis.MediaRecorder && navigator.mediaDevices);
  /** @type {MediaRecorder | undefined} */
  let recorder;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;

  /** @param {boolean} on */
  const turn = (on) => tool.show({ record: can && !on, stop: on });

  function tick(began = Date.now()) {
    clearInterval(ticking);
    const time = tool.find('[data-time]');
    /** @param {number} seconds */
    const tell = (seconds) => {
      if (time) time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    };
    tell(0);
    ticking = setInterval(() => tell(Math.floor((Date.now() - began) / 1000)), 500);
  }

  async function record() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) return tool.tell('denied');
    const now = new MediaRecorder(stream);
    /** @type {Blob[]} */
    const pieces = [];
    recorder = now;
    now.addEventListener('dataavailable', ({ data }) => data.size && pieces.push(data));
    circumstances.hold(new Promise((over) => now.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop();
      clearInterval(ticking);
      turn(false);
      over(undefined);
      if (recorder === now) put(new Blob(pieces, { type: now.mimeType }));
    })));
    now.start();
    turn(true);
    tick();
    tool.tell('recording');
  }

  const stop = () => recorder?.state === 'recording' && recorder.stop();
  tool.on('record', record);
  tool.on('stop', stop);
  tool.left(() => {
    if (recorder?.state === 'recording') recorder.stop();
  });
  turn(false);
}
