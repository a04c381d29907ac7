// What a page can do without, and is a little better with. Every page works when this never runs.
"use strict";

// A key goes to the search box, unless something is being typed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const box = document.querySelector('[data-key="/"]');
  if (box) {
    event.preventDefault();
    box.focus();
  }
});

// A claim in the margin and its words in the text light up together.
function light(claim, on) {
  for (const piece of document.querySelectorAll(`[data-claims~="${CSS.escape(claim)}"], [data-claim="${CSS.escape(claim)}"]`)) {
    piece.classList.toggle("lit", on);
  }
}

for (const [type, on] of [["mouseover", true], ["mouseout", false]]) {
  document.addEventListener(type, (event) => {
    const note = event.target.closest("[data-claim]");
    if (note) light(note.dataset.claim, on);
    const words = event.target.closest("[data-claims]");
    if (words) for (const claim of words.dataset.claims.split(" ")) {
      for (const entry of document.querySelectorAll(`[data-claim="${CSS.escape(claim)}"]`)) entry.classList.toggle("lit", on);
    }
  });
}

// Where a chart is wider than the screen, its latest part is shown first.
for (const chart of document.querySelectorAll(".scroll")) chart.scrollLeft = chart.scrollWidth;

// What is folded away is printed all the same.
const folded = [];
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not([open])")) {
    part.open = true;
    folded.push(part);
  }
});
window.addEventListener("afterprint", () => {
  while (folded.length) folded.pop().open = false;
});
