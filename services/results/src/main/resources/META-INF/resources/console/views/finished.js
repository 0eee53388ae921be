// Ended acquisitions: a table on wide screens, cards on narrow ones (the style sheet decides).

import {html, nothing, repeat} from '../lit.js';
import {latencyMillis} from '../state.js';
import {millis, shortId, when} from '../words.js';
import {decisionMark, labelMark, note, probabilityText, probabilityTrack, simulated, stateMark} from './marks.js';
import {detail} from './detail.js';
import {tally} from './in-progress.js';

export function finished(shown, total, state, actions) {
  return html`
    <section class="ended" aria-labelledby="ended">
      <h2 id="ended">Ended <span class="tally">${tally(shown.length, total)}</span></h2>
      ${shown.length === 0
        ? html`<p class="empty">${total === 0
            ? 'No acquisition has ended yet.'
            : 'No ended acquisition fits the search.'}</p>`
        : table(shown, state, actions)}
      ${note(state.notes.get('older'))}
      ${state.older
        ? html`<button type="button" class="quiet older" @click=${actions.showOlder}>Show older acquisitions</button>`
        : nothing}
    </section>`;
}

function table(shown, state, actions) {
  return html`
    <table>
      <caption class="unseen">Ended acquisitions, newest first</caption>
      <thead><tr>
        <th scope="col">Acquisition</th>
        <th scope="col">Score</th>
        <th scope="col">Decision</th>
        <th scope="col">Label</th>
        <th scope="col">Frames</th>
        <th scope="col">Release</th>
        <th scope="col" class="number">Latency</th>
      </tr></thead>
      ${repeat(shown, (acquisition) => acquisition.acquisitionId, (acquisition) => row(acquisition, state, actions))}
    </table>`;
}

/** The release without the exam it repeats. */
const release = ({exam, releaseId}) => releaseId?.replace(`${exam}-`, '') ?? '–';

function row(acquisition, state, actions) {
  const id = acquisition.acquisitionId;
  const open = state.opened.has(id);
  const ending = acquisition.state === 'ABORTED' ? 'aborted' : 'ended';
  return html`
    <tbody class=${open ? 'open' : ''}>
      <tr>
        <th scope="row" data-name="Acquisition">
          <button type="button" class="opener" aria-expanded=${open} aria-controls="detail-${id}" title=${id}
            @click=${() => actions.open(id)}>
            <span class="arrow" aria-hidden="true"></span><code>${shortId(id)}</code>
          </button>
          ${simulated(acquisition)}
          <span class="faint below">${state.points.size > 1 ? html`${acquisition.exam} · ` : nothing}${ending} ${when(acquisition.endedAt)}</span>
        </th>
        <td data-name="Score" class="probability">
          <span class="value">${probabilityText(acquisition)}</span>${probabilityTrack(acquisition)}
        </td>
        <td data-name="Decision">${decisionMark(acquisition)} ${stateMark(acquisition)}</td>
        <td data-name="Label">${labelMark(acquisition)}</td>
        <td data-name="Frames">
          <span>${acquisition.framesReceived}<span class="faint"> of ${acquisition.expectedFrames ?? '?'}</span>
          ${acquisition.state === 'ABORTED' ? html`<span class="chip none">aborted</span>` : nothing}</span>
        </td>
        <td data-name="Release"><span class="release" title=${acquisition.releaseId ?? ''}>${release(acquisition)}</span></td>
        <td data-name="Latency" class="number">${millis(latencyMillis(acquisition))}</td>
      </tr>
      ${open ? html`<tr class="detail" id="detail-${id}"><td colspan="7">${detail(acquisition, state, actions)}</td></tr>` : nothing}
    </tbody>`;
}
