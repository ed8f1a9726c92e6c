// Remarks beside the parts of a step: sent and shown in place, so that what was typed on the page stays.
// Without this script a button saves the page and leads to a page of the remarks.
import { logInAgain, token } from "./login.js";

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
  event.preventDefault();
  const button = event.submitter;
  const place = button?.closest("[data-with-script]");
  if (!place || place.dataset.busy) return;
  place.dataset.busy = "yes";
  try {
    const sent = place.querySelector("textarea").value;
    const piece = await pieceOf(await send(event.target, button));
    const typed = place.querySelector("textarea").value;
    place.innerHTML = piece;
    const box = place.querySelector("textarea");
    const fault = place.querySelector("[aria-invalid=true]");
    // The answer has an empty box, or what was sent: what was typed since, or beside another button, goes back into it.
    box.value = button.hasAttribute("data-sends-text") && !fault ? typedSince(sent, typed) : typed;
    (fault ?? (box.value && typed !== sent ? box : place.querySelector("[tabindex]"))).focus();
    const count = place.querySelector("[data-count]").dataset.count;
    place.closest("[data-thread]").querySelector("[data-shown-count]").textContent = count;
  } catch {
    say(place, FAILED);
  } finally {
    delete place.dataset.busy;
  }
});

/** Send the form with this button; who was logged out logs in again first, in place. */
async function send(form, button) {
  const { login, email } = document.querySelector("form[data-person]").dataset;
  for (;;) {
    const body = new FormData(form, button);
    body.set("csrfmiddlewaretoken", token()); // logging in renews it, in another window too
    const answer = await fetch(button.formAction, { method: "POST", body, headers: HEADERS, redirect: "error" });
    if (answer.status !== 401 || !(await logInAgain(login, email))) return answer;
  }
}

function typedSince(sent, typed) {
  return typed.startsWith(sent) ? typed.slice(sent.length).trimStart() : typed;
}

// A remark that was typed and not sent is not lost without a word.
window.addEventListener("beforeunload", (event) => {
  const boxes = document.querySelectorAll("[data-with-script] textarea");
  if ([...boxes].some((box) => box.value.trim())) event.preventDefault();
});
