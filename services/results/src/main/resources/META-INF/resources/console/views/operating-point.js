// The threshold of an exam: where the probabilities lie, what moving it does, and how it fares against labels.

import {html, live, nothing, svg} from '../lit.js';
import {histogram, isDraft, threshold} from '../state.js';
import {count} from '../words.js';
import {note} from './marks.js';

const BINS = 40;
const HEIGHT = 72;

export function operatingPoint(point, state, actions) {
  const exam = point.exam;
  const value = threshold(exam);
  const set = (event) => {
    const number = Number.parseFloat(event.target.value);
    if (Number.isFinite(number)) {
      actions.tryThreshold(exam, number);
    }
  };
  return html`
    <section class="panel" aria-labelledby="point-${exam}">
      <h2 id="point-${exam}">Operating point</h2>
      <p class="faint">${point.title}. Reads <b>${point.positiveClass}</b> from this probability on.</p>
      ${plot(exam, value, point)}
      <input type="range" min="0" max="1" step="0.01" .value=${live(String(value))}
        aria-label="Threshold of ${exam}" aria-describedby="effect-${exam}" @input=${set}>
      <div class="threshold-line">
        <label>Threshold
          <input type="number" min="0" max="1" step="0.01" inputmode="decimal" .value=${live(value.toFixed(2))} @change=${set}></label>
        ${isDraft(exam)
          ? html`<button type="button" class="quiet" @click=${() => actions.undoThreshold(exam)}>Undo</button>
              <button type="button" class="apply" @click=${() => actions.applyThreshold(exam)}>Apply</button>`
          : html`<span class="faint">${point.changedAt ? 'set here' : 'default of the exam'}</span>`}
      </div>
      <div id="effect-${exam}">${effectText(point, state.effects.get(exam), isDraft(exam))}</div>
      ${note(state.notes.get(exam))}
    </section>`;
}

function plot(exam, value, point) {
  const bins = histogram(exam, BINS);
  const most = Math.max(4, ...bins.map((bin) => bin.positive + bin.negative + bin.unlabelled));
  const width = 1000 / BINS;
  const kinds = ['negative', 'positive', 'unlabelled'];
  return html`
    <svg class="plot" viewBox="0 0 1000 ${HEIGHT}" preserveAspectRatio="none" role="img"
      aria-label="How the probabilities of ${exam} are spread, by label">
      <rect class="beyond" x=${value * 1000} y="0" width=${(1 - value) * 1000} height=${HEIGHT}></rect>
      ${bins.flatMap((bin, index) => {
        let under = 0;
        return kinds.map((kind) => {
          const height = (bin[kind] / most) * (HEIGHT - 4);
          under += height;
          return height === 0
            ? nothing
            : svg`<rect class=${kind} x=${index * width + 1.5} y=${HEIGHT - under} width=${width - 3} height=${height}></rect>`;
        });
      })}
      <rect class="limit" x=${value * 1000 - 2} y="0" width="4" height=${HEIGHT}></rect>
    </svg>
    <ul class="legend" aria-hidden="true">
      <li class="negative">labelled ${point.classes[0]}</li>
      <li class="positive">labelled ${point.positiveClass}</li>
      <li class="unlabelled">no label</li>
    </ul>`;
}

function effectText(point, effect, draft) {
  if (!effect || effect.scored === 0) {
    return html`<p class="faint">No scored acquisition yet.</p>`;
  }
  const changed = effect.becomePositive + effect.becomeNegative;
  return html`
    <p class="effect" aria-live="polite">
      <b>${effect.positive}</b> ${point.positiveClass} · <b>${effect.negative}</b> ${point.classes[0]}
      <span class="faint">of ${count(effect.scored, 'scored acquisition', 'scored acquisitions')}${effect.simulated ? ', simulated ones included' : ''}</span>
      ${draft
        ? html`<br><span class="preview">Preview: ${count(changed, 'decision', 'decisions')} would change
            (${effect.becomePositive} to ${point.positiveClass}, ${effect.becomeNegative} to ${point.classes[0]})</span>`
        : nothing}
    </p>
    ${share('Sensitivity', effect.sensitivity, point.positiveClass)}
    ${share('Specificity', effect.specificity, point.classes[0])}
    ${effect.labelsNotCounted
      ? html`<p class="faint small">${count(effect.labelsNotCounted, 'label is', 'labels are')} left out: the author had
          seen the score.</p>`
      : nothing}`;
}

function share(name, proportion, className) {
  if (!proportion) {
    return html`<div class="share"><span>${name}</span><span class="faint">no counted label “${className}” yet</span></div>`;
  }
  const {value, low, high, n} = proportion;
  return html`
    <div class="share">
      <span>${name}</span>
      <b>${(value * 100).toFixed(0)} %</b>
      <span class="faint">${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)} %, n = ${n}</span>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="ground" x="0" y="3" width="100" height="2"></rect>
        <rect class="interval" x=${low * 100} y="2" width=${Math.max(0.5, (high - low) * 100)} height="4"></rect>
        <rect class="point" x=${Math.min(99, Math.max(0, value * 100 - 0.5))} y="0" width="1" height="8"></rect>
      </svg>
    </div>`;
}
