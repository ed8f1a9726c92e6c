// Remarks beside the parts of a step: sent and shown in place, so that what was typed on the page stays.
// Without this script a button saves the page and leads to a page of the remarks.
const HEADERS = { "X-Requested-With": "fetch" };
const FAILED =
  "Dit is niet gelukt. Uw tekst staat er nog. Kijk of u verbinding hebt en bent ingelogd, en probeer het opnieuw.";
const NOT_FETCHED =
  "De opmerkingen laden is niet gelukt. Kijk of u verbinding hebt en bent ingelogd. Sluit dit dan en open het opnieuw.";

for (const thread of document.querySelectorAll("[data-thread]")) {
  const place = thread.querySelector("[data-with-script]");
  place.hidden = false;
  thread.querySelector("[data-without-script]").hidden = true;
  thread.addEventListener("toggle", () => thread.open && show(thread, place));
}

// Most people open none of these, so they come when they are opened.
async function show(thread, place) {
  if (place.querySelector("textarea")) return;
  try {
    place.innerHTML = await pieceOf(await fetch(thread.dataset.thread, { headers: HEADERS, redirect: "error" }));
  } catch {
    place.replaceChildren();
    say(place, NOT_FETCHED);
  }
}

async function pieceOf(answer) {
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

function say(place, words) {
  let said = place.querySelector("[role=alert]");
  if (!said) {
    said = document.createElement("p");
    said.setAttribute("role", "alert");
    place.append(said);
  }
  said.textContent = words;
}

document.getElementById("opmerkingen")?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const place = button?.closest("[data-with-script]");
  if (!place || place.dataset.busy) {
    event.preventDefault();
    return;
  }
  event.preventDefault();
  place.dataset.busy = "yes";
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: new FormData(event.target, button),
      headers: HEADERS,
      redirect: "error",
    });
    const piece = await pieceOf(answer);
    const typed = place.querySelector("textarea").value;
    const isText = button.hasAttribute("data-sends-text");
    place.innerHTML = piece;
    // Withdrawing or settling answers with an empty box: what was being typed goes back into it.
    if (!isText) place.querySelector("textarea").value = typed;
    (place.querySelector("[aria-invalid=true]") ?? place.querySelector("[tabindex]")).focus();
    const count = place.querySelector("[data-count]").dataset.count;
    place.closest("[data-thread]").querySelector("[data-shown-count]").textContent = count;
  } catch {
    say(place, FAILED);
  } finally {
    delete place.dataset.busy;
  }
});

// A remark that was typed and not sent is not lost without a word.
window.addEventListener("beforeunload", (event) => {
  const boxes = document.querySelectorAll("[data-with-script] textarea");
  if ([...boxes].some((box) => box.value.trim())) event.preventDefault();
});
