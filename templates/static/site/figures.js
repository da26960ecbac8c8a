// The figures above the form follow what is typed; without script there is the button.
"use strict";

const panel = document.getElementById("figures");
const form = panel && panel.closest("form");
let waiting = 0;
let asked = 0;

async function refresh() {
  const mine = ++asked;
  const typed = new FormData(form);
  typed.set("_more", "figures");
  const answer = await fetch(location.pathname, { method: "POST", body: typed });
  if (!answer.ok || mine !== asked) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("#figures ul");
  if (fresh) {
    panel.querySelector("ul").replaceWith(fresh);
  }
}

if (form) {
  panel.querySelector("[data-live]").hidden = true;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh().catch(() => {}), 400);
  });
}
