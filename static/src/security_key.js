// Asks the browser for a security key or passkey, and sends its answer with the form.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const known = (keys) => (keys ?? []).map((key) => ({ ...key, id: toBytes(key.id) }));

const ceremonies = {
  create: (options) =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        user: { ...options.user, id: toBytes(options.user.id) },
        excludeCredentials: known(options.excludeCredentials),
      },
    }),
  get: (options) =>
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        allowCredentials: known(options.allowCredentials),
      },
    }),
};

const asData = (key) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = toText(key.response[name]);
  }
  return {
    id: key.id,
    rawId: toText(key.rawId),
    type: key.type,
    response,
    clientExtensionResults: key.getClientExtensionResults(),
  };
};

for (const form of document.querySelectorAll("form[data-key]")) {
  const status = form.querySelector("[data-said]");
  status.textContent = "";
  if (!window.PublicKeyCredential) {
    status.textContent = "Deze browser kan geen sleutels gebruiken.";
    form.querySelector("[type=submit]").disabled = true;
    continue;
  }
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    event.stopPropagation();
    status.textContent = "Gebruik nu uw sleutel. Uw browser zegt hoe.";
    try {
      const key = await ceremonies[form.dataset.key](JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(asData(key));
      form.submit();
    } catch {
      status.textContent = "Dat is niet gelukt. Probeer het opnieuw, of kies een andere manier.";
    }
  });
}
