// The one place that names lit's version. lit-html's modules import each other by relative paths only, so that no import
// map, and no inline script, is needed. Everything put into a template is escaped by it.
export {html, svg, nothing, render} from '/_static/lit-html/3.3.2/lit-html.js';
export {repeat} from '/_static/lit-html/3.3.2/directives/repeat.js';
export {live} from '/_static/lit-html/3.3.2/directives/live.js';
