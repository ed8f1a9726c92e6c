// On the page that waits for a file: start the download as soon as it is there. Without this a button does.
"use strict";

document.addEventListener("htmx:afterSwap", () => {
  const link = document.querySelector("[data-start-download]");
  if (link && !link.dataset.started) {
    link.dataset.started = "yes";
    document.title = document.title.replace(/^(Klaar: )?/, "Klaar: ");
    window.location.assign(link.href);
  }
});
