// What an opened acquisition shows: how its score went, what the last revision rests on, and a form for the reader's label.

import {html, nothing, svg} from '../lit.js';
import {threshold} from '../state.js';
import {answer, count, millis, probability, stateWords} from '../words.js';
import {note, stoppingWords} from './marks.js';

const FRAMES_SHOWN = 6;
const WIDTH = 360;
const HEIGHT = 90;

export function detail(acquisition, state, actions) {
  const revisions = state.revisions.get(acquisition.acquisitionId);
  return html`
    <div class="detail-grid">
      <div>
        <h3>Score revisions</h3>
        ${revisions === undefined
          ? html`<p class="faint">Reading…</p>`
          : revisions.last === null
            ? html`<p class="faint">No score was made of this acquisition.</p>`
            : html`${course(acquisition, revisions.course)}${revision(revisions.last)}`}
      </div>
      ${labelForm(acquisition, state, actions)}
    </div>`;
}

/** Probability against frames used; a square where the scan may stop. One revision is no course. */
function course(acquisition, revisions) {
  const scored = revisions.filter(({probability: value}) => value !== null);
  if (scored.length < 2) {
    return nothing;
  }
  const most = Math.max(acquisition.expectedFrames ?? 0, ...scored.map(({framesUsed}) => framesUsed));
  const x = ({framesUsed}) => WIDTH * framesUsed / most;
  const y = (value) => HEIGHT * (1 - value);
  const limit = threshold(acquisition.exam);
  const first = scored[0];
  const last = scored.at(-1);
  const stop = scored.find(({state}) => state.startsWith('STOP_'));
  return html`<figure class="course">
    <svg viewBox="-4 -4 ${WIDTH + 8} ${HEIGHT + 8}" role="img"
        aria-label="Probability from ${probability(first.probability)} with ${first.framesUsed} frames to ${probability(last.probability)} with ${last.framesUsed}">
      <rect class="field" x="0" y="0" width=${WIDTH} height=${HEIGHT}></rect>
      ${limit === null ? nothing : svg`<line class="threshold" x1="0" x2=${WIDTH} y1=${y(limit)} y2=${y(limit)}></line>`}
      <polyline points=${scored.map((each) => `${x(each).toFixed(1)},${y(each.probability).toFixed(1)}`).join(' ')}></polyline>
      ${stop ? svg`<rect class="stopped" x=${x(stop) - 4} y=${y(stop.probability) - 4} width="8" height="8"></rect>` : nothing}
    </svg>
    <figcaption class="faint">${count(revisions.length, 'revision', 'revisions')}: P from ${probability(first.probability)} with
      ${first.framesUsed} frames to ${probability(last.probability)} with ${last.framesUsed} of ${most}${stop
        ? `; ${stateWords(stop.state)} from ${stop.framesUsed} frames on`
        : ''}.</figcaption>
  </figure>`;
}

function revision(score) {
  return html`
    <article class="revision">
      <p><strong>Revision ${score.revision}</strong> · ${score.probability === null
          ? score.output.explanation ?? answer(score.output)
          : html`P(${score.positiveClass}) ${probability(score.probability)}`}
        <span class="faint">· ${stateWords(score.state)} · ${score.device}</span></p>
      ${stations(score)}
      <dl class="facts">
        ${score.stopping ? html`<dt>Stopping</dt><dd>${stoppingWords(score.stopping)}</dd>` : nothing}
        ${score.completeness ? html`<dt>Completeness</dt><dd>${score.framesUsed.length} of ${score.completeness.framesExpected}
          frames, ${score.completeness.framesMissing} missing${score.completeness.degraded ? ': degraded' : ''}</dd>` : nothing}
        <dt>Frames used</dt>
        <dd>${score.framesUsed.length <= FRAMES_SHOWN
          ? score.framesUsed.map(frame)
          : html`<details><summary>${score.framesUsed.length} frames</summary>${score.framesUsed.map(frame)}</details>`}</dd>
        <dt>Release</dt><dd>${score.releaseId}</dd>
        <dt>${score.headSha256 ? 'Encoder' : 'Artifact'}</dt><dd><code class="digest">${score.artifactSha256}</code></dd>
        ${score.headSha256 ? html`<dt>Head</dt><dd><code class="digest">${score.headSha256}</code></dd>` : nothing}
        <dt>Score id</dt><dd><code class="digest">${score.scoreId}</code></dd>
      </dl>
    </article>`;
}

const frame = ({index, angleDegrees, pixelsSha256}) => html`<span class="frame" title="SHA-256 ${pixelsSha256}">
  ${index} at ${angleDegrees}° <code>${pixelsSha256.slice(0, 8)}</code></span>`;

/** How long the frame that made the score possible took from station to station. */
function stations(score) {
  const {latency} = score;
  const stamps = [
    ['gateway', score.acquiredAt, null], ['ingestion', score.ingestedAt, latency.transferMillis],
    ['inference', score.receivedAt, latency.brokerMillis], ['assembled', score.assembledAt, latency.assemblyMillis],
    ['network', score.computeStartedAt, latency.waitingMillis], ['scored', score.scoredAt, latency.computeMillis],
    ['published', score.publishedAt, latency.publicationMillis], ['stored', score.persistedAt, latency.storingMillis],
  ].filter(([, at]) => at);
  return html`<ol class="stations" aria-label="Way of the frame that made the score possible">
    ${stamps.map(([name, at, part], index) => html`<li>${index === 0
        ? nothing
        : html`<span class="step">+${millis(part ?? Date.parse(at) - Date.parse(stamps[index - 1][1]))}</span>`}${name}</li>`)}
  </ol>`;
}

function labelForm(acquisition, state, actions) {
  const point = state.points.get(acquisition.exam);
  if (!point) {
    return nothing;
  }
  const id = acquisition.acquisitionId;
  const given = acquisition.label;
  const send = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    actions.label(id, form.get('class'), form.get('saw') === 'on');
  };
  return html`
    <form class="labelling" @submit=${send}>
      <h3>Reader's label</h3>
      <p class="faint">${given
        ? `${given.className ?? given.quantity}, from ${given.source.toLowerCase()}${given.authorSawScore ? ', who had seen the score' : ''}`
        : 'None yet.'}</p>
      <fieldset><legend class="unseen">Class</legend>
        ${point.classes.map((name) => html`<label class="choice"><input type="radio" name="class" value=${name} required
            ?checked=${given?.className === name}>${name}</label>`)}
      </fieldset>
      <label class="choice"><input type="checkbox" name="saw" checked>I had seen the score</label>
      <button type="submit">Give label</button>
      ${note(state.notes.get(id))}
    </form>`;
}
