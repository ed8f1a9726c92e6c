// Everything works without this. It brings the reader to what went wrong: a page that comes back with errors looks
// much like the page that was sent.
const summary = document.querySelector(".bf-error-summary");
if (summary) {
  summary.focus();
}

// Who logs out leaves nothing behind in this browser. What was not saved is kept until logging out has worked.
const LOGGED_OUT = "bf-uitgelogd";
document.querySelector(".bf-person form")?.addEventListener("submit", () => sessionStorage.setItem(LOGGED_OUT, "ja"));
if (!document.body.dataset.person && sessionStorage.getItem(LOGGED_OUT)) {
  sessionStorage.removeItem(LOGGED_OUT);
  for (const key of Object.keys(localStorage)) if (key.startsWith("bf:")) localStorage.removeItem(key);
}
