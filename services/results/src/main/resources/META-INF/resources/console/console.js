// Puts the parts together: events and reads change the state, the state is drawn once per animation frame.

import {render} from './lit.js';
import * as rest from './rest.js';
import {listen} from './feed.js';
import {isDraft, replaceAll, state, take, threshold, decision} from './state.js';
import {shortId, probability} from './words.js';
import {page} from './views/page.js';

const PART = 200;
const root = document.getElementById('console');
const spoken = document.getElementById('spoken');

root.replaceChildren();

let drawing = false;
function draw() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      render(page(state, actions), root);
    });
  }
}

// What is read aloud: only ends of acquisitions, at most one sentence every few seconds.
let said = [];
function say(sentence) {
  said.push(sentence);
  if (said.length === 1) {
    setTimeout(() => {
      spoken.textContent = said.length === 1 ? said[0] : `${said.length} acquisitions have ended.`;
      said = [];
    }, 2_500);
  }
}

const effectTimers = new Map();
function readEffect(exam, wait) {
  clearTimeout(effectTimers.get(exam));
  effectTimers.set(
    exam,
    setTimeout(async () => {
      const asked = threshold(exam);
      try {
        const effect = await rest.effect(exam, asked);
        if (threshold(exam) === asked) {
          state.effects.set(exam, effect);
          draw();
        }
      } catch {
        // The connection indicator says it already; the next change asks again.
      }
    }, wait),
  );
}

let effectsDue = new Set();
function effectSoon(exam) {
  // While scores stream in, at most one read a second for each exam.
  if (!effectsDue.has(exam)) {
    effectsDue.add(exam);
    setTimeout(() => {
      effectsDue.delete(exam);
      readEffect(exam, 0);
    }, 1_000);
  }
}

async function readRevisions(id) {
  try {
    state.revisions.set(id, await rest.revisions(id));
  } catch (failure) {
    state.notes.set(id, {bad: true, text: failure.message});
  }
  draw();
}

function takeEvent(name, data) {
  switch (name) {
    case 'score':
    case 'acquisition': {
      const before = state.acquisitions.get(data.acquisitionId);
      take(data);
      if (before?.state === 'IN_PROGRESS' && data.state !== 'IN_PROGRESS') {
        const decided = decision(data);
        say(`Acquisition ${shortId(data.acquisitionId)} has ended` +
          (decided ? `, probability ${probability(data.probability)}, reads ${decided}.` : ' without a score.'));
      }
      if (data.exam && (name === 'score' || data.label?.labelledAt !== before?.label?.labelledAt)) {
        effectSoon(data.exam);
      }
      if (state.opened.has(data.acquisitionId) && before?.scoreId !== data.scoreId) {
        readRevisions(data.acquisitionId);
      }
      break;
    }
    case 'operating-point':
      state.points.set(data.exam, data);
      if (!isDraft(data.exam)) {
        state.drafts.delete(data.exam);
      }
      readEffect(data.exam, 0);
      break;
    case 'release':
      state.releases = [data, ...state.releases
        .filter((known) => known.releaseId !== data.releaseId || known.stage !== data.stage)
        .map((known) => known.exam === data.exam && known.stage === data.stage ? {...known, current: false} : known)];
      break;
    default:
  }
  draw();
}

async function reread() {
  const [newest, points, releases] = await Promise.all([
    rest.acquisitions(PART), rest.operatingPoints(), rest.models()]);
  replaceAll(newest);
  state.loaded = true;
  state.points = new Map(points.map((point) => [point.exam, point]));
  state.releases = releases;
  state.points.forEach((_, exam) => readEffect(exam, 0));
  state.opened.forEach(readRevisions);
  draw();
}

const actions = {
  tryThreshold(exam, value) {
    state.drafts.set(exam, Math.min(1, Math.max(0, value)));
    state.notes.delete(exam);
    readEffect(exam, 120);
    draw();
  },
  undoThreshold(exam) {
    state.drafts.delete(exam);
    state.notes.delete(exam);
    readEffect(exam, 0);
    draw();
  },
  async applyThreshold(exam) {
    const wanted = threshold(exam);
    try {
      const {operatingPoint, effect} = await rest.moveThreshold(exam, wanted);
      state.points.set(exam, operatingPoint);
      state.drafts.delete(exam);
      state.effects.set(exam, {...effect, comparedWith: effect.threshold, becomePositive: 0, becomeNegative: 0});
      state.notes.set(exam, {
        text: `The threshold is now ${wanted.toFixed(2)}; ` +
          `${effect.becomePositive + effect.becomeNegative} decisions changed.`,
      });
    } catch (failure) {
      state.notes.set(exam, {bad: true, text: failure.message});
    }
    draw();
  },
  open(id) {
    if (!state.opened.delete(id)) {
      state.opened.add(id);
      readRevisions(id);
    }
    draw();
  },
  async label(id, className, authorSawScore) {
    try {
      await rest.giveLabel(id, className, authorSawScore);
      state.notes.set(id, {text: `Label “${className}” was sent.`});
    } catch (failure) {
      state.notes.set(id, {bad: true, text: failure.message});
    }
    draw();
  },
  async showOlder() {
    try {
      const part = await rest.acquisitions(PART, state.older);
      part.items.forEach((acquisition) => take(acquisition, false));
      state.older = part.next;
    } catch (failure) {
      state.notes.set('older', {bad: true, text: failure.message});
    }
    draw();
  },
  filter(change) {
    Object.assign(state, change);
    draw();
  },
};

listen({
  onConnection(connection) {
    state.connection = connection;
    draw();
  },
  onEvent: takeEvent,
  reread,
});
// Elapsed times move on even when nothing happens.
setInterval(draw, 5_000);
draw();
