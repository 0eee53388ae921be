// The releases that score now.

import {html, nothing} from '../lit.js';
import {when} from '../words.js';

/** What exams of each kind of target are led by. */
const FIGURES = {auroc: 'AUROC', macro_f1: 'Macro-F1', r_squared: 'R²'};

export function releases(all) {
  const current = all.filter((release) => release.current);
  return html`
    <section class="panel" aria-labelledby="releases">
      <h2 id="releases">Releases in use</h2>
      ${current.length === 0
        ? html`<p class="faint">No model has been released; nothing can be scored yet.</p>`
        : current.map(release)}
    </section>`;
}

function release({exam, stage, releaseId, releasedAt, manifest}) {
  const leading = manifest.evaluation?.figures?.[0];
  return html`
    <div class="release-card">
      <p><b>${releaseId}</b></p>
      <p class="faint">${exam} · ${stage.toLowerCase()} · ${when(releasedAt)}
        ${manifest.lineage?.simulated ? html`<span class="chip simulated">trained on simulated data</span>` : nothing}</p>
      ${leading
        ? html`<p class="small">${FIGURES[leading.name] ?? leading.name} ${leading.value.toFixed(3)}
            ${Number.isFinite(leading.low) ? html`<span class="faint">(${leading.low.toFixed(2)}–${leading.high.toFixed(2)})</span>` : nothing}
            on held-out examples</p>`
        : nothing}
    </div>`;
}
