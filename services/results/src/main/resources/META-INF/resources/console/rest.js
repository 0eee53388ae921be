// The REST interface of this service. Failures carry the problem's own sentence.

async function call(path, options) {
  let response;
  try {
    response = await fetch(`/api/v1${path}`, {headers: {Accept: 'application/json'}, ...options});
  } catch {
    throw new Error('The results service does not answer.');
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The results service answered ${response.status}.`);
  }
  return response.json();
}

const sending = (method, body) => ({
  method,
  headers: {'Content-Type': 'application/json', Accept: 'application/json'},
  body: JSON.stringify(body),
});

export const acquisitions = (limit, after) =>
  call(`/acquisitions?limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ''}`);
/** How the score went, and all that the last revision rests on. */
export const revisions = async (id) => {
  const [course, page] = await Promise.all([
    call(`/acquisitions/${encodeURIComponent(id)}/revisions`), call(`/acquisitions/${encodeURIComponent(id)}/scores?limit=1`)]);
  return {course, last: page.items[0] ?? null};
};
export const operatingPoints = () => call('/operating-points');
export const models = () => call('/models');
export const effect = (exam, threshold) =>
  call(`/operating-points/${encodeURIComponent(exam)}/effect?threshold=${threshold}`);
export const moveThreshold = (exam, threshold) =>
  call(`/operating-points/${encodeURIComponent(exam)}`, sending('PUT', {threshold}));
export const giveLabel = (id, className, authorSawScore) =>
  call(`/acquisitions/${encodeURIComponent(id)}/labels`, sending('POST', {className, authorSawScore}));
