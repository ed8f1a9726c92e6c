// Each part of a page is saved by itself shortly after a change. What is not saved yet is kept in the browser, is tried
// again, and is offered back when the page is opened again. Without this script the buttons of the page save.
import { Drafts } from "./drafts.js";
import { logInAgain, token } from "./login.js";
import { fill, filledLines, giveCodes, markErrors, textsOf, typedIn, valuesOf } from "./part.js";

const AFTER_A_CHANGE = 1000; // milliseconds
const PAUSES = [2, 4, 8, 16, 32, 60]; // seconds between attempts
const AT_MOST = 30_000; // milliseconds that an answer may take
const QUIET = 30_000; // milliseconds in which "opgeslagen" is not said again
const WORDS = {
  waiting: "Niet opgeslagen",
  busy: "Bezig met opslaan",
  failed: "Niet gelukt, we proberen het opnieuw",
  loggedOut: "Niet opgeslagen: u bent uitgelogd",
  somebodyElse: "In deze browser is nu iemand anders ingelogd. Wat u typte, krijgt u terug als u zelf weer inlogt.",
  stuck: "Niet opgeslagen. Wat u typte, is in deze browser bewaard. Laad de pagina opnieuw.",
};
// What keeps a part from being saved until the person does something.
const STOPPED = ["conflict", "closed", "stuck"];

const form = document.querySelector("form[data-person]");
const drafts = new Drafts(form.dataset.person, location.pathname);
const notice = document.getElementById("melding");
const parts = new Map();
let isLeaving = false;
let answering = "";
let isLoggedOut = false;
let lastSaid = 0;

/** Say something to who can't see the state; a part that is saved at each pause is not said each time. */
function say(words, { isNews = true } = {}) {
  if (!isNews && Date.now() - lastSaid < QUIET) return;
  lastSaid = Date.now();
  document.getElementById("stem").textContent = words;
}

class Part {
  constructor(section) {
    this.name = section.dataset.part;
    this.failures = 0;
    this.sheet = "";
    this.queue = Promise.resolve();
    this.decision = null;
    this.read(section.hasAttribute("data-unsaved"));
    this.outcome = section.querySelector("[name=beslis]") ? "conflict" : "";
    if (this.isDirty) this.keep();
    else this.offerDraft();
  }

  get section() {
    return document.getElementById(this.name);
  }

  get state() {
    return document.getElementById(`${this.name}-staat`);
  }

  get isDirty() {
    return this.section !== null && typedIn(valuesOf(this.section)) !== this.saved;
  }

  /** Take what stands in the fields as what is saved. */
  read(isUnsaved = false) {
    this.saved = isUnsaved ? null : typedIn(valuesOf(this.section));
    this.words = this.state.querySelector("[data-words]")?.textContent.trim() ?? "";
  }

  keep() {
    drafts.keep(this.name, {
      at: Date.now(),
      sheet: this.sheet || form.elements.blad.value,
      read: document.getElementById(`${this.name}-gelezen`).value,
      values: valuesOf(this.section),
      texts: textsOf(this.section),
    });
  }

  show(words) {
    const place = this.state.querySelector("[data-words]");
    // A field says that it changed when it is left, for the button that undoes it: that has to stay.
    if (!place || place.textContent.trim() === words) return;
    place.textContent = words;
    this.state.querySelectorAll("ul, [name=ongedaan]").forEach((each) => each.remove());
    this.state.classList.remove("bf-state--faulty");
  }

  changed() {
    clearTimeout(this.timer);
    if (!this.isDirty) {
      drafts.remove(this.name);
      this.show(this.words);
      return;
    }
    this.keep();
    if (STOPPED.includes(this.outcome)) return;
    this.show(isLoggedOut ? WORDS.loggedOut : WORDS.waiting);
    if (!isLoggedOut) this.timer = setTimeout(() => this.send(), AFTER_A_CHANGE);
  }

  /** Save this part once what was sent before is answered, with the button that was pressed in it, if any. */
  send() {
    clearTimeout(this.timer);
    this.queue = this.queue.then(() => this.sendNow());
    return this.queue;
  }

  async sendNow() {
    const decision = this.decision;
    if (!this.section || (!decision && (!this.isDirty || STOPPED.includes(this.outcome)))) return;
    const section = this.section;
    const values = valuesOf(section);
    const lines = filledLines(section);
    const body = new URLSearchParams(values);
    const read = document.getElementById(`${this.name}-gelezen`);
    body.set(read.name, read.value);
    body.set("blad", this.sheet || form.elements.blad.value);
    if (decision) body.set(decision.name, decision.value);
    this.show(WORDS.busy);
    let answer;
    let text;
    try {
      answer = await fetch(location.pathname + location.search, {
        method: "POST",
        headers: { "HX-Request": "true", "X-CSRFToken": token(), "X-Person": form.dataset.person },
        body,
        keepalive: body.toString().length < 60_000,
        redirect: "error",
        signal: AbortSignal.timeout(AT_MOST),
      });
      text = await answer.text();
    } catch {
      return this.fail();
    }
    if (answer.headers.has("X-Saved")) return this.answered(section, values, lines, text);
    if (answer.status === 401) return this.loggedOut();
    if (answer.status === 412) tell(WORDS.somebodyElse);
    if (answer.status >= 500 || answer.status === 429) return this.fail();
    return this.stop();
  }

  answered(section, values, lines, html) {
    this.failures = 0;
    this.sheet = "";
    this.decision = null;
    if (![...parts.values()].some((part) => part.failures)) tell("");
    const before = new Map([...parts].map(([name, part]) => [name, part.section]));
    answering = this.name;
    htmx.swap(document.body, html, { swapStyle: "none" });
    for (const [name, part] of parts) {
      if (part === this || !part.section || part.section === before.get(name)) continue;
      // Drawn anew with the part that it stands in: what was typed and not saved is offered back.
      part.read();
      part.offerDraft();
    }
    this.outcome = this.state.dataset.outcome;
    markErrors(this.section, this.state);
    if (["saved", "given_up"].includes(this.outcome)) {
      if (this.section === section) {
        this.saved = typedIn(values);
        giveCodes(section, lines, this.state.dataset.codes.split(" "));
      } else {
        this.read();
      }
      this.words = this.state.querySelector("[data-words]").textContent.trim();
      say(this.words, { isNews: this.outcome === "given_up" });
    } else {
      say(this.state.querySelector("h3, .bf-state__line").textContent.trim() + errorsIn(this.state));
    }
    find();
    if (this.isDirty) {
      this.keep();
      if (["saved", "given_up"].includes(this.outcome)) this.changed();
    } else {
      drafts.remove(this.name);
    }
  }

  fail() {
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    this.show(WORDS.failed);
    if (this.failures === 1) say(WORDS.failed);
    tell("Er is nu geen verbinding met de website. Wat u typt, blijft in deze browser bewaard. We proberen het steeds opnieuw.");
    this.timer = setTimeout(() => this.send(), pause * 1000);
  }

  loggedOut() {
    isLoggedOut = true;
    this.show(WORDS.loggedOut);
    tell("U bent uitgelogd. Wat u typt, blijft in deze browser bewaard.", "Log opnieuw in", async () => {
      if (!(await logInAgain(form.dataset.login, form.dataset.email))) return;
      isLoggedOut = false;
      tell("");
      saveAll();
    });
  }

  stop() {
    this.outcome = "stuck";
    this.show(WORDS.stuck);
    say(WORDS.stuck);
  }

  offerDraft() {
    const draft = drafts.get(this.name);
    if (!draft) return;
    if (typedIn(draft.values) === this.saved) {
      drafts.remove(this.name);
      return;
    }
    const offer = offerOf(draft);
    offer.addEventListener("click", (event) => {
      if (!(event.target instanceof HTMLButtonElement)) return;
      offer.remove();
      if (event.target.value === "weg") {
        drafts.remove(this.name);
      } else {
        fill(this.section, draft.values);
        document.getElementById(`${this.name}-gelezen`).value = draft.read;
        this.sheet = draft.sheet;
        this.keep();
        this.send();
      }
      this.section.querySelector("input:not([type=hidden]), select, textarea").focus();
    });
    this.state.before(offer);
  }
}

function errorsIn(state) {
  return [...state.querySelectorAll("li")].map((line) => ` ${line.textContent}`).join("");
}

function offerOf(draft) {
  const at = new Date(draft.at);
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? "" : `${at.toLocaleDateString("nl-NL", { day: "numeric", month: "long" })}, `;
  const time = at.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  const offer = document.createElement("div");
  offer.className = "bf-panel bf-panel--soft bf-draft";
  offer.innerHTML = `<p>U had hier nog niet-opgeslagen tekst van ${day}${time}:</p><div class="bf-typed" data-text></div>
    <div class="bf-actions">
      <button type="button" class="utrecht-button utrecht-button--secondary-action" value="terug">Terugzetten</button>
      <button type="button" class="bf-button-link" value="weg">Weggooien</button>
    </div>`;
  offer.querySelector("[data-text]").textContent = draft.texts.join("\n") || "een andere keuze dan er nu staat";
  return offer;
}

/** Say above the form where something is offered back: it may be far down the page. */
function listOffers() {
  const offered = [...parts.values()].filter((part) => part.section.querySelector(".bf-draft"));
  if (!offered.length) return;
  const list = document.createElement("div");
  list.className = "bf-panel";
  list.innerHTML = "<p>In deze browser staat nog tekst van u die niet is opgeslagen, bij:</p><ul></ul>";
  for (const part of offered) {
    const link = document.createElement("a");
    link.href = `#${part.name}`;
    link.textContent = document.getElementById(`${part.name}-kop`).textContent;
    const line = document.createElement("li");
    line.append(link);
    list.querySelector("ul").append(line);
  }
  form.before(list);
  form.addEventListener("click", () => form.querySelector(".bf-draft") ?? list.remove());
}

/** Show one message at the bottom of the window, as long as it holds. */
function tell(words, label = "", act = null) {
  const place = notice.querySelector("p");
  if (place.textContent === words) return;
  place.textContent = words;
  notice.hidden = !words;
  notice.querySelector("button")?.remove();
  if (!label) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--primary-action";
  button.textContent = label;
  button.addEventListener("click", act);
  notice.append(button);
}

function saveAll() {
  return Promise.all([...parts.values()].map((part) => part.send()));
}

/** Know the parts that are on the page now. */
function find() {
  for (const section of form.querySelectorAll("[data-part]")) {
    if (!parts.has(section.dataset.part)) parts.set(section.dataset.part, new Part(section));
  }
}

const unsaved = () => [...parts.values()].filter((part) => part.isDirty);
const partOf = (element) => parts.get(element.closest("[data-part]")?.dataset.part);

find();
for (const name of drafts.parts().filter((each) => !parts.has(each))) {
  // It was typed about something that is not on the page any more: it can be read and copied.
  const offer = offerOf(drafts.get(name));
  offer.querySelector("[value=terug]").remove();
  offer.addEventListener("click", (event) => {
    if (event.target.value !== "weg") return;
    drafts.remove(name);
    offer.remove();
  });
  form.prepend(offer);
}

listOffers();

for (const kind of ["input", "change"]) form.addEventListener(kind, (event) => partOf(event.target)?.changed());

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=ongedaan], button[name=beslis]");
  const part = button && partOf(button);
  if (!part) return;
  event.preventDefault();
  part.outcome = "";
  part.decision = { name: button.name, value: button.value };
  part.send();
  part.section.querySelector("input:not([type=hidden]), select, textarea").focus();
});

form.addEventListener("submit", async (event) => {
  if (isLeaving || !unsaved().length) {
    isLeaving = true;
    return;
  }
  event.preventDefault();
  await saveAll();
  const waiting = unsaved().filter((part) => isLoggedOut || part.failures || STOPPED.includes(part.outcome));
  if (waiting.length) {
    say("Nog niet alles is opgeslagen.");
    const conflict = waiting[0].state.querySelector(".bf-conflict");
    if (conflict) conflict.focus();
    else waiting[0].state.scrollIntoView({ block: "center" });
    return;
  }
  isLeaving = true;
  form.requestSubmit(event.submitter);
});

window.addEventListener("pageshow", () => {
  isLeaving = false;
});
window.addEventListener("online", saveAll);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && !isLoggedOut) saveAll();
});
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && unsaved().length) event.preventDefault();
});

// What depends on a part comes along with its answer; what was typed there in the meantime stays.
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  const section = target.matches("[data-part]") ? target : target.querySelector("[data-part]");
  const name = section?.dataset.part;
  if (name && name !== answering && parts.get(name)?.isDirty) event.detail.shouldSwap = false;
});
document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token();
});
// The same names need not be said again.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { target, serverResponse } = event.detail;
  if (target.id === "aanwezig" && target.innerHTML.trim() === serverResponse.trim()) event.detail.shouldSwap = false;
});
