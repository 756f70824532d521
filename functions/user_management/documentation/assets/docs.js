// The pages work without any of this: a search in the list, buttons that copy, models that open when a link leads there.
"use strict";

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}

function offerCopies() {
  for (const block of document.querySelectorAll("pre")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    const frame = document.createElement("div");
    frame.className = "block";
    block.replaceWith(frame);
    frame.append(block, button);
  }
}

function offerSearch() {
  const search = document.querySelector(".search");
  if (!search) return;
  search.hidden = false;
  const rows = [...document.querySelectorAll(".list li")].map((row) => [row, row.textContent.toLowerCase()]);
  search.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    for (const list of document.querySelectorAll(".list")) {
      list.hidden = !list.querySelector("li:not([hidden])");
      list.open = words.length > 0;
    }
    search.querySelector("output").textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
}

// On a phone the contents are folded away.
if (matchMedia("(max-width: 60rem)").matches) {
  document.querySelector(".side details")?.removeAttribute("open");
}
offerCopies();
offerSearch();
openTarget();
addEventListener("hashchange", openTarget);
