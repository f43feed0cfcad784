// A provider of OpenID Connect for tests: the certified library as it is, with people who do not
// exist and no questions asked. What the token endpoint answers can be forged on request, to see
// that nobody believes it. Usage: node provider.mjs PORT, in a directory with the packages.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const from = createRequire(`${process.cwd()}/`);
const { Provider } = await import(pathToFileURL(from.resolve("oidc-provider")).href);
const jose = await import(pathToFileURL(from.resolve("jose")).href);

const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const back = "http://localhost:8000/aanmelden/via/proef/terug/";
const people = {
  anna: { email: "cpo@voorbeeld.invalid", email_verified: true, roles: ["MIT-CPO"] },
  bram: { email: "secretaris@voorbeeld.invalid", email_verified: true, roles: ["MIT-Secretaris"] },
  bo: { email: "secretaris@voorbeeld.invalid", email_verified: false, roles: ["MIT-Secretaris"] },
  dina: { email: "expert@voorbeeld.invalid", email_verified: true, roles: ["Kantine"] },
  emil: { email: "expert@voorbeeld.invalid", email_verified: true },
  niemand: { email: "niemand@voorbeeld.invalid", email_verified: true, roles: ["MIT-CPO"] },
};

const keyOf = async (kid) => {
  const { privateKey } = await jose.generateKeyPair("RS256", { extractable: true });
  return { ...(await jose.exportJWK(privateKey)), kid, use: "sig", alg: "RS256" };
};
const own = await keyOf("eigen");
const strange = await keyOf("eigen"); // says that it is the provider's, and is not

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "mit",
      client_secret: "geheim-van-de-proef",
      redirect_uris: [back],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  jwks: { keys: [own] },
  cookies: { keys: ["proef"] },
  claims: { openid: ["sub", "roles"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  ttl: { IdToken: 600, AccessToken: 600, Grant: 600, Interaction: 600, Session: 600 },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  interactions: { url: (_, interaction) => `/wie/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const { client, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

let forgery = null; // {claims, without, key: "strange", alg: "none" | "HS256", drop: true}

const forged = async (token) => {
  const claims = { ...jose.decodeJwt(token), ...forgery.claims };
  for (const name of forgery.without ?? []) delete claims[name];
  if (forgery.alg === "none") return new jose.UnsecuredJWT(claims).encode();
  if (forgery.alg === "HS256") {
    const known = new TextEncoder().encode(JSON.stringify({ n: own.n, e: own.e }).padEnd(64));
    return new jose.SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "eigen" }).sign(known);
  }
  const key = await jose.importJWK(forgery.key === "strange" ? strange : own, "RS256");
  return new jose.SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "eigen" }).sign(key);
};

provider.use(async (ctx, next) => {
  if (ctx.path.startsWith("/wie/")) {
    const { params } = await provider.interactionDetails(ctx.req, ctx.res);
    ctx.respond = false;
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: params.login_hint } });
    return;
  }
  if (ctx.path === "/vervals") {
    forgery = JSON.parse(ctx.query.hoe);
    ctx.body = "gedaan";
    return;
  }
  await next();
  if (!forgery || ctx.oidc?.route !== "token" || !ctx.body?.id_token) return;
  if (forgery.drop) delete ctx.body.id_token;
  else ctx.body.id_token = await forged(ctx.body.id_token);
});

provider.listen(port, "127.0.0.1", () => console.log("klaar"));
