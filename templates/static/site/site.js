// Small comforts; every page works without them.
"use strict";

// A form is sent once: the button rests while the answer is under way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.querySelectorAll("button[type=submit], button:not([type])").forEach((button) => {
    button.setAttribute("aria-busy", "true");
  });
});

// Coming back with the back button must not find the form asleep.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
});

// The office is changed by choosing it; without script there is the button.
document.querySelectorAll("form.switch select").forEach((select) => {
  const button = select.form.querySelector("button");
  if (button) {
    button.hidden = true;
  }
  select.addEventListener("change", () => select.form.requestSubmit());
});

// Print this page.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
