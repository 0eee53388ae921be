// What the console knows, and what follows from it. No DOM here.

const KEPT = 1_000; // acquisitions kept in the browser; older ones are read again when asked for

export const state = {
  connection: 'connecting',
  loaded: false, // whether anything was read yet
  acquisitions: new Map(), // by id, in the order they were heard of, newest first when listed
  older: null, // where the next older part begins
  points: new Map(), // operating point by exam
  drafts: new Map(), // threshold being tried out, by exam
  effects: new Map(), // what the threshold shown does, by exam
  notes: new Map(), // last failure or success, by place
  releases: [],
  revisions: new Map(), // of opened acquisitions: {course, last}
  opened: new Set(),
  search: '',
  decision: 'all',
  labelled: 'all',
};

let order = 0;

/** Takes one acquisition as the service tells it. `newest` puts an unknown one before those known. */
export function take(acquisition, newest = true) {
  const known = state.acquisitions.get(acquisition.acquisitionId);
  const place = known?.place ?? (newest ? ++order : -++order);
  state.acquisitions.set(acquisition.acquisitionId, {...acquisition, place});
  if (state.acquisitions.size > KEPT) {
    const oldest = listed().at(-1);
    state.acquisitions.delete(oldest.acquisitionId);
    state.revisions.delete(oldest.acquisitionId);
    state.opened.delete(oldest.acquisitionId);
  }
}

/** Starts over with the newest part of the list. */
export function replaceAll(page) {
  state.acquisitions.clear();
  [...page.items].reverse().forEach((acquisition) => take(acquisition));
  state.older = page.next;
}

export const listed = () => [...state.acquisitions.values()].sort((a, b) => b.place - a.place);

/** The threshold shown for an exam: the one tried out, else the one that holds. */
export function threshold(exam) {
  return state.drafts.get(exam) ?? state.points.get(exam)?.threshold ?? null;
}

export const isDraft = (exam) =>
  state.drafts.has(exam) && state.drafts.get(exam) !== state.points.get(exam)?.threshold;

/** The class decided for at the threshold shown; null without a probability of the exam's positive class. */
export function decision({exam, probability, positiveClass}) {
  const point = state.points.get(exam);
  if (probability === null || !point || positiveClass !== point.positiveClass) {
    return null;
  }
  return probability >= threshold(exam) ? point.positiveClass : point.classes[0];
}

export const isPositive = ({exam}, className) => className === state.points.get(exam)?.positiveClass;

const NUMBERS = new Set(['probability', 'classes', 'quantity']);

/** Whether a network has said anything of it that is a number. */
export const isScored = ({output}) => NUMBERS.has(output?.kind);

/** Whether an acquisition is among those looked for. */
export function matches(acquisition) {
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [
    acquisition.acquisitionId,
    acquisition.exam,
    acquisition.releaseId,
    acquisition.state.toLowerCase(),
    acquisition.label?.className,
    acquisition.simulated ? 'simulated' : '',
  ].join(' ').toLowerCase();
  if (!words.every((word) => text.includes(word))) {
    return false;
  }
  const decided = decision(acquisition);
  const label = acquisition.label?.className ?? null;
  const decisionFits =
    state.decision === 'all' ||
    (state.decision === 'none' && decided === null) ||
    (state.decision === 'positive' && decided !== null && isPositive(acquisition, decided)) ||
    (state.decision === 'negative' && decided !== null && !isPositive(acquisition, decided));
  const labelFits =
    state.labelled === 'all' ||
    (state.labelled === 'yes' && label !== null) ||
    (state.labelled === 'no' && label === null) ||
    (state.labelled === 'differs' && label !== null && decided !== null && label !== decided);
  return decisionFits && labelFits;
}

/** Probabilities of an exam in equal bins, split by label: [{positive, negative, unlabelled}, ...]. */
export function histogram(exam, bins) {
  const counts = Array.from({length: bins}, () => ({positive: 0, negative: 0, unlabelled: 0}));
  for (const acquisition of state.acquisitions.values()) {
    if (acquisition.exam !== exam || acquisition.probability === null) {
      continue;
    }
    const bin = counts[Math.min(bins - 1, Math.floor(acquisition.probability * bins))];
    const label = acquisition.label?.className;
    bin[label === undefined || label === null ? 'unlabelled' : isPositive(acquisition, label) ? 'positive' : 'negative']++;
  }
  return counts;
}

/** Milliseconds from the gateway to the database, or null. */
export function latencyMillis({acquiredAt, persistedAt}) {
  return acquiredAt && persistedAt ? Date.parse(persistedAt) - Date.parse(acquiredAt) : null;
}

export function median(numbers) {
  const sorted = numbers.filter((number) => number !== null).sort((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.floor((sorted.length - 1) / 2)];
}
