// How things are written.

export const shortId = (id) => id.slice(0, 8);
export const probability = (value) => (value === null || value === undefined ? '–' : value.toFixed(2));
/** What a network said: a probability, the shares of classes, or a quantity with its interval. */
export function answer(output) {
  switch (output?.kind) {
    case 'probability': return probability(output.value);
    case 'classes': return output.classNames
      .map((name, i) => `${name} ${probability(output.values[i])}`).join(' · ');
    case 'quantity': return `${quantity(output.value)} ${output.unit} (${quantity(output.low)}–${quantity(output.high)})`;
    default: return '–';
  }
}

/** A share as a percentage. */
export const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** A score's state in words. */
export const stateWords = (state) => ({
  PROVISIONAL: 'provisional',
  STOP_NORMAL: 'may stop: normal',
  STOP_ABNORMAL: 'may stop: abnormal',
  FINAL: 'final',
  CANNOT_SCORE: 'cannot score',
})[state] ?? state.toLowerCase().replaceAll('_', ' ');

const quantity = (value) => Number(value.toPrecision(3)).toString();

export const millis = (value) =>
  value === null ? '–' : value < 1_000 ? `${Math.round(value)} ms` : duration(value);

function duration(value) {
  const seconds = value / 1_000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit',
});

export function when(iso) {
  if (!iso) {
    return '–';
  }
  const at = new Date(iso);
  return at.toDateString() === new Date().toDateString() ? clock.format(at) : dayAndClock.format(at);
}

export const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
