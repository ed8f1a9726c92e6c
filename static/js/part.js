// One part of a page: what stands in its fields, and what was kept of them.

/** Return the fields of a part in their order, without the fingerprint of what was read and those of a part inside it. */
export function fieldsOf(section) {
  return [...section.querySelectorAll("input, select, textarea")].filter(
    (field) => field.name && !field.id.endsWith("-gelezen") && field.closest("[data-part]") === section,
  );
}

/** Return what the fields hold as pairs of name and value, as a browser sends them. */
export function valuesOf(section) {
  return fieldsOf(section)
    .filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
}

/** Return the texts that a person typed, to show them again. */
export function textsOf(section) {
  const typed = fieldsOf(section).filter((field) => field.type === "text" || field.type === "textarea");
  return typed.map((field) => field.value.trim()).filter(Boolean);
}

/** Return what a person can change in the fields, as one text to compare: the codes of own additions are not typed. */
export function typedIn(values) {
  return JSON.stringify(values.filter(([name, value]) => value && !name.endsWith("-code")));
}

/** Put values in the fields of a part. */
export function fill(section, values) {
  const left = new Map();
  for (const [name, value] of values) left.set(name, [...(left.get(name) ?? []), value]);
  for (const name of left.keys()) {
    if (name.endsWith("-own")) addLines(section, left.get(name).length);
  }
  for (const field of fieldsOf(section)) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = (left.get(field.name) ?? []).includes(field.value);
    else field.value = left.get(field.name)?.shift() ?? "";
  }
}

const linesOf = (section) => [...section.querySelectorAll(".bf-additions input[type=text]")];

function addLines(section, number) {
  const lines = linesOf(section);
  const last = lines.at(-1);
  for (let more = lines.length; last && more < number; more += 1) {
    const code = last.previousElementSibling.cloneNode();
    const line = last.cloneNode();
    code.value = line.value = "";
    line.id = line.id.replace(/(_\d+)?$/, `_${more}`);
    line.setAttribute("aria-label", `Eigen aanvulling ${more + 1}`);
    last.parentElement.append(code, line);
  }
}

/** Return the lines of own additions that hold something, to give them their codes once they are saved. */
export function filledLines(section) {
  return linesOf(section).filter((line) => line.value.trim());
}

/** Give each line the code that the site keeps it by, and see to it that there is room for more. */
export function giveCodes(section, lines, codes) {
  for (const line of linesOf(section)) {
    const place = lines.indexOf(line);
    if (place >= 0) line.previousElementSibling.value = codes[place] ?? "";
    else if (!line.value.trim()) line.previousElementSibling.value = "";
  }
  const filled = filledLines(section).length;
  if (linesOf(section).length - filled < 1) addLines(section, filled + 1);
}

/** Mark the fields that the errors in the state of the part lead to, and no others. */
export function markErrors(section, state) {
  for (const field of section.querySelectorAll("[data-marked]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("data-marked");
    field.setAttribute("aria-describedby", (field.getAttribute("aria-describedby") ?? "").replace(` ${state.id}`, ""));
  }
  for (const link of state.querySelectorAll('ul a[href^="#"]')) {
    const field = document.getElementById(link.hash.slice(1));
    if (!field || !section.contains(field)) continue;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${state.id}`);
    field.dataset.marked = "";
  }
}
