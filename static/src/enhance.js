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

// What is typed is kept on the server: a moment after typing stops, and when the page goes away.
for (const slip of document.querySelectorAll("[data-keep]")) {
  const form = slip.form;
  const status = form.querySelector("[data-kept]");
  const typed = () => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    fields.delete("csrfmiddlewaretoken");
    return new URLSearchParams(fields);
  };
  let kept = `${typed()}`;
  let timer;
  const keep = async () => {
    clearTimeout(timer);
    const body = typed();
    const now = `${body}`;
    if (form.dataset.sent || now === kept) return;
    const tokens = document.getElementsByName("csrfmiddlewaretoken");
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    let answer = {};
    let said = "Niet bewaard: geen verbinding. Uw tekst staat hier nog.";
    try {
      answer = await fetch(slip.dataset.keep, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: now.length < 6e4,
      });
      const told = await answer.json();
      said = told.said;
      if (told.token) for (const field of tokens) field.value = told.token;
      if (answer.ok || told.token) kept = now;
    } catch {
      if (answer.type === "opaqueredirect") said = "U bent afgemeld; uw tekst staat hier nog.";
    }
    status.textContent = said;
    form.querySelector("[data-sign-in]").hidden = answer.ok || !answer.type || answer.status > 401;
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
}
