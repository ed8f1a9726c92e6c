// Log in again in place: the page, and what was typed on it, stays.
const PROBLEM = "Inloggen lukt nu niet. Kijk of u verbinding hebt en probeer het opnieuw.";

/** Return the token that Django asks for with each form; logging in renews it. */
export function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}

function renewTokens() {
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token();
}

async function loginPage(url, options) {
  const answer = await fetch(url, { redirect: "manual", ...options });
  // A redirect leads away from the login page: this person is logged in.
  if (answer.type === "opaqueredirect") return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("main form");
  if (!form) throw new Error(String(answer.status));
  return document.importNode(form.closest(".bf-stack") ?? form, true);
}

/** Let the person with this address log in, in a dialog. Returns whether that happened. */
export function logInAgain(url, email) {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = "bf-dialog";
    dialog.setAttribute("aria-labelledby", "bf-dialog-kop");
    dialog.innerHTML = `<div class="bf-stack">
      <h2 id="bf-dialog-kop">Log opnieuw in</h2>
      <p>U was uitgelogd. Wat u typte, staat er nog en wordt daarna opgeslagen.</p>
      <div data-form></div>
      <p><button type="button" class="bf-button-link" data-close>Nu niet</button></p>
    </div>`;
    document.body.append(dialog);
    const place = dialog.querySelector("[data-form]");
    let isIn = false;

    const show = (content) => {
      if (!content) {
        isIn = true;
        renewTokens();
        dialog.close();
        return;
      }
      const address = content.querySelector("input[name=login]");
      address.value = email;
      address.readOnly = true;
      place.replaceChildren(content);
      (place.querySelector(".bf-error-summary") ?? place.querySelector("input[type=password]")).focus();
    };
    const fail = () => {
      const problem = document.createElement("p");
      problem.setAttribute("role", "alert");
      problem.textContent = PROBLEM;
      place.querySelector("[role=alert]")?.remove();
      place.prepend(problem);
    };

    place.addEventListener("submit", (event) => {
      event.preventDefault();
      loginPage(url, { method: "POST", body: new FormData(event.target) }).then(show, fail);
    });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(isIn);
    });
    dialog.showModal();
    loginPage(url).then(show, fail);
  });
}
