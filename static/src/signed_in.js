// Warns before a sign-in ends for lack of a sign of life, and lets people stay with one press.

const box = document.querySelector("[data-session]");
const WARN = 300; // seconds before the end

if (box) {
  const words = box.querySelector("[data-words]");
  const later = (seconds) => setTimeout(look, Math.max(seconds, 10) * 1000);

  const show = (left) => {
    box.hidden = left > WARN;
    box.dataset.session = left > 0 ? "ending" : "ended";
    const minutes = Math.max(1, Math.round(left / 60));
    const said = left > 0 ? `${box.dataset.ending} ${minutes} ${minutes === 1 ? "minuut" : "minuten"}.` : box.dataset.ended;
    if (!box.hidden && words.textContent !== said) words.textContent = said;
    if (left > 0) later(left > WARN ? left - WARN : Math.min(left, 60));
  };

  const look = async () => {
    try {
      const answer = await fetch(box.dataset.left, { redirect: "manual" });
      show(answer.ok ? (await answer.json()).seconds : 0);
    } catch {
      later(60);
    }
  };

  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    await fetch(event.target.action, { method: "POST", body: new URLSearchParams(new FormData(event.target)), redirect: "manual" });
    look();
  });

  setTimeout(look, (box.dataset.seconds - WARN) * 1000);
}
