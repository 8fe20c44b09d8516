// Filters: within a group any of the chosen values will do, between groups all must hold; none chosen is no filter.
"use strict";
const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const none = document.getElementById("none");
const findings = [...document.querySelectorAll(".findings > div")].map((item) => {
  const { severity, family, source } = item.firstElementChild.dataset;
  return { item, severity: [severity], family: [family], source: source.split(" ") };
});

function apply() {
  const chosen = { severity: new Set(), family: new Set(), source: new Set() };
  for (const box of form.querySelectorAll("input:checked")) chosen[box.name].add(box.value);
  const groups = Object.entries(chosen).filter(([, values]) => values.size);
  let count = 0;
  for (const finding of findings) {
    const fits = groups.every(([name, values]) => finding[name].some((value) => values.has(value)));
    if (finding.item.hidden === fits) finding.item.hidden = !fits;
    count += fits;
  }
  none.hidden = count > 0 || !findings.length;
  shown.textContent = findings.length
    ? shown.dataset.form.replace("{shown}", count).replace("{all}", findings.length)
    : "";
}

for (const control of form.elements) control.disabled = false;
form.addEventListener("change", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", (event) => event.preventDefault());
// What a link names is shown, also where a filter hides it.
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest("[hidden]")) { form.reset(); apply(); }
  target.scrollIntoView();
});
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});
apply();
