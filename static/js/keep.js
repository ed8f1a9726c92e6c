// Forms in a review keep themselves while somebody types: [data-keep] at the site, [data-hold] in this browser alone,
// until its button sends it. What the site does not have yet is in localStorage, per person and page, and comes back
// when the page is opened again. Without this script the button of each form keeps it.
import { Drafts } from "./drafts.js";
import { logInAgain, token } from "./login.js";

const AFTER_A_CHANGE = 1200; // milliseconds
const PAUSES = [3, 8, 20, 60]; // seconds between attempts
const SENT = "bf-verstuurd";
const HEADERS = { "X-Requested-With": "fetch" };
const around = document.querySelector("[data-person][data-login]");
const drafts = new Drafts(around.dataset.person, location.pathname);
let isLeaving = false;

const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.matches("textarea, select, input:not([type=hidden], [type=submit])"));
const valuesOf = (form) =>
  fieldsOf(form)
    .filter((field) => field.type !== "radio" || field.checked)
    .map((field) => [field.name, field.value]);

/** Name a form by where it sends and what it is about: the key of an empty box differs at each opening of the page. */
function nameOf(form) {
  const { key, read, shared } = form.elements;
  return [form.getAttribute("action") ?? form.id, shared?.value, key && (read?.value ? key.value : "nieuw")].join(":");
}

class Kept {
  constructor(form) {
    this.form = form;
    this.name = nameOf(form);
    this.saved = JSON.stringify(valuesOf(form));
    this.words = form.querySelector("[data-words]");
    this.failures = 0;
    this.queue = Promise.resolve();
    this.isAtSite = form.hasAttribute("data-keep");
    this.bringBack();
    form.addEventListener("submit", (event) => this.submitted(event));
    for (const field of fieldsOf(form)) field.addEventListener("input", () => this.changed());
  }

  get now() {
    return JSON.stringify(valuesOf(this.form));
  }

  get isDirty() {
    return this.now !== this.saved;
  }

  say(words) {
    if (this.words) this.words.textContent = words;
  }

  /** Put back what was typed here and not kept by the site. */
  bringBack() {
    const draft = drafts.get(this.name);
    if (!draft || draft.values === this.saved) return drafts.remove(this.name);
    // After an error the page shows what was sent already.
    if (document.querySelector(".bf-error-summary")) return undefined;
    const left = new Map(JSON.parse(draft.values));
    for (const field of fieldsOf(this.form)) {
      if (!left.has(field.name)) continue;
      if (field.type === "radio") field.checked = field.value === left.get(field.name);
      else field.value = left.get(field.name);
    }
    for (const name of ["read", "key"]) if (draft[name] !== undefined) this.form.elements[name].value = draft[name];
    for (let up = this.form.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    this.say("Teruggezet: dit had u getypt en was nog niet bewaard.");
    if (this.isAtSite) this.plan();
    return undefined;
  }

  changed() {
    if (!this.isDirty) {
      drafts.remove(this.name);
      return;
    }
    const { key, read } = this.form.elements;
    drafts.keep(this.name, { values: this.now, read: read?.value, key: key?.value });
    if (!this.isAtSite) return;
    this.say("Nog niet bewaard");
    this.plan();
  }

  plan(pause = AFTER_A_CHANGE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  send() {
    clearTimeout(this.timer);
    this.queue = this.queue.then(() => this.sendNow());
    return this.queue;
  }

  async sendNow() {
    if (!this.isDirty || !this.isAtSite) return true;
    const sent = this.now;
    const body = new FormData(this.form);
    body.set("csrfmiddlewaretoken", token()); // logging in renews it, in another window too
    let answer;
    try {
      answer = await fetch(this.form.action, { method: "POST", body, headers: HEADERS, redirect: "error" });
      if (answer.status === 401) {
        this.say("Niet bewaard: u bent uitgelogd.");
        if (await logInAgain(around.dataset.login, around.dataset.email)) return this.sendNow();
        return false;
      }
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    } catch {
      const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
      this.failures += 1;
      this.say("Nog niet bewaard. We proberen het steeds opnieuw.");
      this.plan(pause * 1000);
      return false;
    }
    this.failures = 0;
    const said = await answer.json().catch(() => ({ said: "Niet bewaard. Laad de pagina opnieuw; uw tekst blijft." }));
    this.say(said.stored === undefined ? said.said : `${said.said} Daar staat nu: ‘${said.stored || "(leeg)"}’`);
    if (said.read !== undefined && this.form.elements.read) this.form.elements.read.value = said.read;
    if (!answer.ok) return false;
    this.saved = sent;
    for (const [name, number] of Object.entries(said.counts ?? {}))
      for (const place of document.querySelectorAll(`[data-count="${name}"]`)) place.textContent = number;
    if (this.isDirty) this.changed();
    else drafts.remove(this.name);
    return true;
  }

  async submitted(event) {
    if (this.isAtSite) {
      event.preventDefault();
      if (!this.isDirty) this.say("Bewaard.");
      else await this.send();
      return;
    }
    if (isLeaving) return;
    // A login that ended would lose what is sent: ask first, and send with the same button afterwards.
    event.preventDefault();
    const answer = await fetch(location.href, { method: "HEAD", headers: HEADERS }).catch(() => null);
    if (answer?.status === 401 && !(await logInAgain(around.dataset.login, around.dataset.email))) return;
    isLeaving = true;
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token();
    if (event.submitter?.name !== "afgehandeld") sessionStorage.setItem(SENT, this.name);
    this.form.requestSubmit(event.submitter);
  }
}

// What was sent with a button and taken by the site is gone from this browser: the page says that it went well.
const sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (sent && document.querySelector(".bf-messages .utrecht-alert--ok")) drafts.remove(sent);

const forms = [...document.querySelectorAll("form[data-keep], form[data-hold]")].map((form) => new Kept(form));

window.addEventListener("pageshow", () => {
  isLeaving = false;
});
window.addEventListener("online", () => forms.forEach((form) => form.send()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") forms.forEach((form) => form.send());
});
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && forms.some((form) => form.isDirty)) event.preventDefault();
});
