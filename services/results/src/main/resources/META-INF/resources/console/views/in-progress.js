// Acquisitions that are still running: their frames, and the probability so far.

import {html, nothing, repeat} from '../lit.js';
import {when, shortId} from '../words.js';
import {decisionMark, probabilityText, probabilityTrack, simulated, stateMark} from './marks.js';

export function inProgress(shown, total) {
  return html`
    <section class="running" aria-labelledby="in-progress">
      <h2 id="in-progress">In progress <span class="tally">${tally(shown.length, total)}</span></h2>
      ${shown.length === 0
        ? html`<p class="empty">${total === 0
            ? 'No acquisition is running. The next one shows here with its first frame.'
            : 'No running acquisition fits the search.'}</p>`
        : html`<ul class="cards">${repeat(shown, (acquisition) => acquisition.acquisitionId, card)}</ul>`}
    </section>`;
}

export const tally = (shown, total) => (shown === total ? total : `${shown} of ${total}`);

function card(acquisition) {
  const expected = acquisition.expectedFrames ?? acquisition.framesReceived;
  return html`
    <li class="card">
      <div class="line">
        <code title=${acquisition.acquisitionId}>${shortId(acquisition.acquisitionId)}</code>
        ${simulated(acquisition)}
        <span class="faint right">${acquisition.exam ?? 'exam unknown'}</span>
      </div>
      <div class="line">
        <span class="big" aria-label="Probability so far ${probabilityText(acquisition)}">${probabilityText(acquisition)}</span>
        ${decisionMark(acquisition)} ${stateMark(acquisition)}
        <span class="faint right">${acquisition.revision ? `revision ${acquisition.revision}` : nothing}</span>
      </div>
      ${probabilityTrack(acquisition)}
      <div class="frames">
        <progress max=${expected} value=${acquisition.framesReceived}
          aria-label="Frames of acquisition ${shortId(acquisition.acquisitionId)}"></progress>
        <span>${acquisition.framesReceived} of ${acquisition.expectedFrames ?? '?'} frames</span>
        <span class="faint right">since ${when(acquisition.startedAt)}</span>
      </div>
    </li>`;
}
