/** Where this phone is: waits for what is accurate enough, or for the person to be content. */

/**
 * @typedef {GeolocationCoordinates} Place
 * @typedef {ReturnType<typeof import('./tool.js').toolOf>} Tool
 */

const GOOD = 5;
const PATIENCE = 60_000;

/** @param {Place} place as an answer: latitude, longitude, altitude, accuracy */
const written = ({ latitude, longitude, altitude, accuracy }) =>
  [latitude.toFixed(7), longitude.toFixed(7), (altitude ?? 0).toFixed(1), Math.min(accuracy, 999_999).toFixed(1)].join(' ');

/**
 * Let the buttons `take` and `use` find a position.
 * @param {Tool} tool
 * @param {{[name: string]: string}} parameters of the question
 * @param {(point: string) => void} took
 */
export function locate(tool, parameters, took) {
  const good = Number(parameters['capture-accuracy'] ?? GOOD);
  /** @type {number | undefined} */
  let watch;
  /** @type {Place | null} */
  let best = null;
  let told = Infinity;

  function stop() {
    if (watch !== undefined) navigator.geolocation.clearWatch(watch);
    watch = undefined;
    tool.show({ take: true, use: false });
  }

  function use() {
    const place = best;
    stop();
    if (!place) return;
    tool.tell('got', { metres: Math.ceil(place.accuracy) });
    took(written(place));
  }

  /** @param {GeolocationPosition} position */
  function found({ coords }) {
    if (watch === undefined || (best && coords.accuracy >= best.accuracy)) return;
    best = coords;
    if (coords.accuracy <= good) return use();
    tool.show({ take: false, use: true });
    if (coords.accuracy > told * 0.8) return; // who listens isn't told of every metre
    told = coords.accuracy;
    tool.tell('accuracy', { metres: Math.ceil(told) });
  }

  /** @param {GeolocationPositionError} error */
  function failed({ code, PERMISSION_DENIED }) {
    if (best && code !== PERMISSION_DENIED) return;
    stop();
    tool.tell(code === PERMISSION_DENIED ? 'denied' : 'timeout');
  }

  tool.on('take', () => {
    if (!navigator.geolocation) return tool.tell('none');
    stop();
    best = null;
    told = Infinity;
    tool.tell('waiting');
    watch = navigator.geolocation.watchPosition(found, failed, { enableHighAccuracy: true, maximumAge: 0, timeout: PATIENCE });
  });
  tool.on('use', use);
  tool.left(() => watch !== undefined && (stop(), tool.tell()));
}
