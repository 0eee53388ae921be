// The whole page.

import {html, nothing} from '../lit.js';
import {isScored, latencyMillis, listed, matches, median} from '../state.js';
import {count, millis} from '../words.js';
import {operatingPoint} from './operating-point.js';
import {inProgress} from './in-progress.js';
import {finished} from './finished.js';
import {releases} from './releases.js';

const CONNECTION = {
  live: ['Live', 'Changes show as they happen'],
  connecting: ['Connecting', 'Waiting for the results service'],
  lost: ['Connection lost', 'What is shown may be old; trying again'],
};

export function page(state, actions) {
  return html`
    ${top(state)}
    <main id="main" tabindex="-1">
      ${state.loaded ? content(state, actions) : html`<p class="loading">Waiting for the results service…</p>`}
    </main>
    <footer>
      <span>Research use only. Not a medical device; not for diagnosis.</span>
      <nav aria-label="Interfaces">
        <a href="/q/swagger-ui/">REST interface</a>
        <a href="/q/metrics">Metrics</a>
        <a href="/q/health">Health</a>
      </nav>
    </footer>`;
}

function content(state, actions) {
  const all = listed();
  const running = all.filter((acquisition) => acquisition.state === 'IN_PROGRESS');
  const ended = all.filter((acquisition) => acquisition.state !== 'IN_PROGRESS');
  return html`
      ${figures(running, ended, all)}
      <div class="columns">
        <div class="lists">
          ${search(state, actions)}
          ${inProgress(running.filter(matches), running.length)}
          ${finished(ended.filter(matches), ended.length, state, actions)}
        </div>
        <aside aria-label="Operating points and releases">
          ${[...state.points.values()].map((point) => operatingPoint(point, state, actions))}
          ${releases(state.releases)}
        </aside>
      </div>`;
}

function top(state) {
  const [word, explanation] = CONNECTION[state.connection];
  return html`
    <header class="top">
      <div class="brand">
        <img src="/console/icon.svg" width="36" height="36" alt="">
        <div>
          <h1>EarlyView</h1>
          <p>Scores while the scan is still running</p>
        </div>
      </div>
      <p class="connection ${state.connection}" role="status" title=${explanation}>
        <span class="lamp" aria-hidden="true"></span>${word}
        <span class="unseen">. ${explanation}.</span>
      </p>
    </header>`;
}

function figures(running, ended, all) {
  const scored = all.filter(isScored);
  const labelled = all.filter((acquisition) => acquisition.label);
  return html`
    <dl class="figures">
      ${figure('In progress', running.length, 'acquisitions')}
      ${figure('Ended', ended.length, count(scored.length, 'scored in all', 'scored in all'))}
      ${figure('Labelled', labelled.length, `of ${all.length} shown`)}
      ${figure('Frame to stored score', millis(median(scored.slice(0, 100).map(latencyMillis))),
        scored.length ? `median of the last ${Math.min(100, scored.length)}` : 'no score yet')}
    </dl>`;
}

function figure(name, value, note) {
  return html`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`;
}

function search(state, actions) {
  const filtered = state.search || state.decision !== 'all' || state.labelled !== 'all';
  return html`
    <form class="filter" role="search" @submit=${(event) => event.preventDefault()}>
      <label class="wide"><span>Search</span>
        <input type="search" placeholder="Id, release, label, simulated…" .value=${state.search}
          @input=${(event) => actions.filter({search: event.target.value})}></label>
      <label><span>Decision</span>
        <select @change=${(event) => actions.filter({decision: event.target.value})}>
          ${options({all: 'Any', positive: 'Positive', negative: 'Negative', none: 'None'}, state.decision)}
        </select></label>
      <label><span>Label</span>
        <select @change=${(event) => actions.filter({labelled: event.target.value})}>
          ${options({all: 'Any', yes: 'Labelled', no: 'Not labelled', differs: 'Differs from decision'}, state.labelled)}
        </select></label>
      ${filtered
        ? html`<button type="button" class="quiet"
            @click=${() => actions.filter({search: '', decision: 'all', labelled: 'all'})}>Clear</button>`
        : nothing}
    </form>`;
}

function options(names, chosen) {
  return Object.entries(names)
    .map(([value, name]) => html`<option value=${value} ?selected=${value === chosen} .selected=${value === chosen}>${name}</option>`);
}
