// Small marks that several parts share. None says anything by colour alone.

import {html, nothing, svg} from '../lit.js';
import {decision, isDraft, isPositive, threshold} from '../state.js';
import {answer, count, percent, probability, stateWords} from '../words.js';

export const simulated = (acquisition) =>
  acquisition.simulated ? html`<span class="chip simulated">simulated</span>` : nothing;

/** The decision at the threshold shown; dashed while the threshold is only tried out. */
export function decisionMark(acquisition) {
  const decided = decision(acquisition);
  if (decided === null) {
    if (acquisition.output?.kind === 'classes' || acquisition.output?.kind === 'quantity') {
      return acquisition.decision
        ? html`<span class="chip none">${acquisition.decision}</span>`
        : html`<span class="faint">–</span>`;
    }
    return acquisition.cannotScore
      ? html`<span class="chip none" title=${acquisition.cannotScore.explanation}>cannot score</span>`
      : html`<span class="chip none">no score yet</span>`;
  }
  const kind = isPositive(acquisition, decided) ? 'positive' : 'negative';
  return html`<span class="chip ${kind} ${isDraft(acquisition.exam) ? 'draft' : ''}">
    <span aria-hidden="true">${kind === 'positive' ? '▲' : '●'}</span> ${decided}</span>`;
}

/** What allows to stop: the limit passed and how often that is wrong. */
export const stoppingWords = ({limit, riskAtMost}) =>
  `limit ${probability(limit)}; of cases stopped so at most ${percent(riskAtMost)} were wrong (95 % bound)`;

/** Whether the scan may stop by its score, and whether frames are missing; nothing where neither. */
export function stateMark({scoreState, stopping, completeness}) {
  return html`${scoreState?.startsWith('STOP_')
    ? html`<span class="chip stop" title=${stopping ? stoppingWords(stopping) : ''}>${stateWords(scoreState)}</span>`
    : nothing}
    ${completeness?.degraded
      ? html`<span class="chip degraded" title="The score is worth less than its state says">${
          count(completeness.framesMissing, 'frame missing', 'frames missing')}</span>`
      : nothing}`;
}

/** The label, and whether it differs from the decision. */
export function labelMark(acquisition) {
  const label = acquisition.label;
  if (!label) {
    return html`<span class="faint">–</span>`;
  }
  const decided = decision(acquisition);
  const differs = decided !== null && label.className !== null && label.className !== decided;
  return html`<span class="label ${differs ? 'differs' : ''}">
    ${label.className ?? label.quantity}
    ${differs ? html`<span class="differs-mark">≠ decision</span>` : nothing}
  </span>`;
}

/** A probability on its way from 0 to 1, with the threshold. */
export function probabilityTrack(acquisition) {
  const value = acquisition.probability;
  if (value === null && acquisition.output) {
    return nothing;
  }
  const limit = threshold(acquisition.exam);
  const decided = decision(acquisition);
  const kind = decided === null ? 'none' : isPositive(acquisition, decided) ? 'positive' : 'negative';
  return html`<svg class="track ${kind}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="ground" x="0" y="3" width="100" height="4" rx="2"></rect>
    ${value === null ? nothing : svg`<rect class="value" x="0" y="3" width=${Math.max(1, value * 100)} height="4" rx="2"></rect>`}
    ${limit === null ? nothing : svg`<rect class="limit" x=${Math.min(99.4, limit * 100 - 0.3)} y="0" width="0.8" height="10"></rect>`}
  </svg>`;
}

export const probabilityText = (acquisition) => answer(acquisition.output);

export const note = (said) =>
  said ? html`<p class="said ${said.bad ? 'bad' : ''}" role=${said.bad ? 'alert' : 'status'}>${said.text}</p>` : nothing;
