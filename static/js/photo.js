/** Pictures, drawn anew: smaller, and with nothing left of what the camera wrote into them. */

const LONGEST = 1600;
const QUALITY = 0.8;

/**
 * Draw a picture anew as a JPEG. Only its pixels come along: no place, no time, no camera.
 * @param {Blob} blob
 * @param {number} [longest] pixels of its long edge at most
 * @returns {Promise<Blob>}
 * @throws where this browser can't open it
 */
export async function redraw(blob, longest = LONGEST) {
  const picture = await createImageBitmap(blob, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.fillStyle = 'white'; // what is clear would turn black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  canvas.width = canvas.height = 0; // gives the memory back at once, which Safari else keeps
  if (!drawn) throw new TypeError('no picture');
  return drawn;
}
