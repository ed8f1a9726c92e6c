// What was typed and is not saved yet, kept in this browser: per person, page and part.
// A browser may refuse to keep anything; then there is nothing to offer back, and nothing else goes wrong.
const PREFIX = "bf:";

function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

export class Drafts {
  constructor(person, page) {
    this.prefix = `${PREFIX}${person}:${page}:`;
  }

  keep(part, draft) {
    attempt(() => localStorage.setItem(this.prefix + part, JSON.stringify(draft)));
  }

  get(part) {
    return attempt(() => JSON.parse(localStorage.getItem(this.prefix + part)), null);
  }

  remove(part) {
    attempt(() => localStorage.removeItem(this.prefix + part));
  }

  /** Return the names of the parts of which something is kept. */
  parts() {
    return attempt(() => Object.keys(localStorage), [])
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => key.slice(this.prefix.length));
  }
}
