// Optional help in the browser; every task works without it.

// A second click on a button that was already pressed sends nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("[type=submit]")) {
    button.setAttribute("aria-disabled", "true");
  }
});

// The back button shows the page as it was left: the form may be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) {
      button.removeAttribute("aria-disabled");
    }
  }
});

// For browsers that do not honour "autofocus" on a section.
window.addEventListener("load", () => {
  if (document.activeElement !== document.body) return;
  document.querySelector(".mit-error-summary")?.focus();
});
