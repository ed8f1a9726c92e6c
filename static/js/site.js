// Everything works without this. It brings the reader to what went wrong: a page that comes back with errors looks
// much like the page that was sent.
const summary = document.querySelector(".bf-error-summary");
if (summary) {
  summary.focus();
}

// Who logs out leaves nothing behind in this browser; what another person typed here stays for that person.
// What was not saved is kept until logging out has worked.
const LOGGED_OUT = "bf-uitgelogd";
const { person } = document.body.dataset;
document.querySelector(".bf-person form")?.addEventListener("submit", () => sessionStorage.setItem(LOGGED_OUT, person));
const left = sessionStorage.getItem(LOGGED_OUT);
sessionStorage.removeItem(LOGGED_OUT);
if (!person && left) {
  for (const key of Object.keys(localStorage)) if (key.startsWith(`bf:${left}:`)) localStorage.removeItem(key);
}
