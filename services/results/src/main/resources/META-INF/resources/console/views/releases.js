// The releases that score now.

import {html, nothing} from '../lit.js';
import {when} from '../words.js';

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
  const evaluation = manifest.evaluation;
  return html`
    <div class="release-card">
      <p><b>${releaseId}</b></p>
      <p class="faint">${exam} · ${stage.toLowerCase()} · ${when(releasedAt)}
        ${manifest.lineage?.simulated ? html`<span class="chip simulated">trained on simulated data</span>` : nothing}</p>
      ${evaluation?.auroc
        ? html`<p class="small">AUROC ${evaluation.auroc.toFixed(3)}
            ${evaluation.aurocLow ? html`<span class="faint">(${evaluation.aurocLow.toFixed(2)}–${evaluation.aurocHigh.toFixed(2)})</span>` : nothing}
            on held-out examples</p>`
        : nothing}
    </div>`;
}
