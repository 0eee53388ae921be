// What an opened acquisition shows: every revision with what it rests on, and a form for the reader's label.

import {html, nothing} from '../lit.js';
import {answer, millis, probability} from '../words.js';
import {note} from './marks.js';

export function detail(acquisition, state, actions) {
  const revisions = state.revisions.get(acquisition.acquisitionId);
  return html`
    <div class="detail-grid">
      <div>
        <h3>Score revisions</h3>
        ${revisions === undefined
          ? html`<p class="faint">Reading…</p>`
          : revisions.length === 0
            ? html`<p class="faint">No score was made of this acquisition.</p>`
            : [...revisions].sort((a, b) => b.revision - a.revision).map(revision)}
      </div>
      ${labelForm(acquisition, state, actions)}
    </div>`;
}

function revision(score) {
  return html`
    <article class="revision">
      <p><strong>Revision ${score.revision}</strong> · ${score.probability === null
          ? score.output.explanation ?? answer(score.output)
          : html`P(${score.positiveClass}) ${probability(score.probability)}`}
        <span class="faint">· ${score.state.toLowerCase().replaceAll('_', ' ')} · ${score.device}</span></p>
      ${stations(score)}
      <dl class="facts">
        <dt>Frames used</dt>
        <dd>${score.framesUsed.map((frame) => html`<span class="frame" title="SHA-256 ${frame.pixelsSha256}">
          ${frame.index} at ${frame.angleDegrees}° <code>${frame.pixelsSha256.slice(0, 8)}</code></span>`)}</dd>
        <dt>Release</dt><dd>${score.releaseId}</dd>
        <dt>Artifact</dt><dd><code class="digest">${score.artifactSha256}</code></dd>
        <dt>Score id</dt><dd><code class="digest">${score.scoreId}</code></dd>
      </dl>
    </article>`;
}

/** How long the last needed frame took from station to station. */
function stations(score) {
  const stamps = [
    ['gateway', score.acquiredAt], ['ingestion', score.ingestedAt], ['inference', score.receivedAt],
    ['scored', score.scoredAt], ['stored', score.persistedAt]].filter(([, at]) => at);
  return html`<ol class="stations" aria-label="Way of the last needed frame">
    ${stamps.map(([name, at], index) => html`<li>${index === 0
        ? nothing
        : html`<span class="step">+${millis(Date.parse(at) - Date.parse(stamps[index - 1][1]))}</span>`}${name}</li>`)}
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
