/**
 * Films and recordings as cameras write them (ISO/IEC 14496-12: mp4, mov, m4a, 3gp), without what they say of
 * place, time and camera. Boxes are blanked where they stand, so that all else stays.
 * consult/formats/film.py does the same.
 */

const WITHIN = ['moov', 'trak', 'mdia'];
const TELLS = ['udta', 'meta', 'uuid']; // for whatever a camera likes: places, names, models
const CLOCKS = ['mvhd', 'tkhd', 'mdhd']; // begin with the moments when it was made and changed

/**
 * Blank what a film tells beside picture and sound.
 * @param {ArrayBuffer} film changed in place
 * @returns {boolean} whether it is built as it should
 */
export const blank = (film) => blanked(new DataView(film), 0, film.byteLength);

/**
 * @param {DataView} film
 * @param {number} at
 * @param {number} end
 * @returns {boolean}
 */
function blanked(film, at, end) {
  while (at < end) {
    if (at + 8 > end) return false;
    const [size, head] = extent(film, at, end);
    const kind = String.fromCharCode(...new Uint8Array(film.buffer, at + 4, 4));
    if (size < head || at + size > end) return false;
    if (TELLS.includes(kind)) {
      new Uint8Array(film.buffer, at + 4, size - 4).fill(0);
      new Uint8Array(film.buffer, at + 4, 4).set([0x66, 0x72, 0x65, 0x65]); // "free"
    } else if (CLOCKS.includes(kind)) stop(film, at + head, at + size);
    else if (WITHIN.includes(kind) && !blanked(film, at + head, at + size)) return false;
    at += size;
  }
  return true;
}

/**
 * How long a box is, and its head; 0 stands for all that is left.
 * @param {DataView} film
 * @param {number} at
 * @param {number} end
 */
function extent(film, at, end) {
  const size = film.getUint32(at);
  if (size !== 1) return /** @type {const} */ ([size || end - at, 8]);
  return /** @type {const} */ ([at + 16 > end ? 0 : Number(film.getBigUint64(at + 8)), 16]);
}

/**
 * Set both moments to none: 4 bytes each, or 8 in a box of version 1.
 * @param {DataView} film
 * @param {number} at
 * @param {number} end
 */
function stop(film, at, end) {
  const length = at < end && film.getUint8(at) === 1 ? 16 : 8;
  new Uint8Array(film.buffer).fill(0, Math.min(at + 4, end), Math.min(at + 4 + length, end));
}
