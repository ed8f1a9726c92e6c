// Everything works without this. It brings the reader to what went wrong: a page that comes back with errors looks
// much like the page that was sent.
const summary = document.querySelector(".bf-error-summary");
if (summary) {
  summary.focus();
}
