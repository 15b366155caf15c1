import { expect, test } from "../support/test";

test("every answer carries the security headers, errors too", async ({ practice }) => {
  const api = await practice.signedIn();
  const answers = [
    await api.get("/staff"),
    await api.get("/sign-in"),
    await api.get("/nothing"),
    await api.get("/assets/nothing.js"),
    await api.get("/api/v1/session"),
    await api.get("/api/v1/nothing"),
    await practice.api().get("/api/v1/session"),
    await api.send("PATCH", "/api/v1/staff/x", {
      body: "x".repeat(70_000),
      headers: { "content-type": "application/json" },
    }),
  ];
  for (const { headers, status } of answers) {
    expect.soft(headers, String(status)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "strict-transport-security": expect.stringContaining("max-age="),
      "cache-control": "no-store",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    expect.soft(headers["access-control-allow-origin"]).toBeUndefined();
    expect.soft(headers.server).toBeUndefined();
  }
});

test("the document's policy has a nonce that is new each time", async ({ practice }) => {
  const nonces = new Set<string>();
  for (let time = 0; time < 3; time += 1) {
    const { headers, text } = await practice.api().get("/sign-in");
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'none'");
    expect(policy).not.toContain("unsafe-inline");
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(nonce).toBeTruthy();
    expect(text).toContain(`nonce="${nonce}"`);
    expect(text).not.toMatch(/\{\{.*\}\}/);
    nonces.add(nonce!);
  }
  expect(nonces.size).toBe(3);
});

test("the API's policy lets nothing run", async ({ practice }) => {
  const { headers } = await (await practice.signedIn()).get("/api/v1/staff");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).toContain("sandbox");
  expect(headers["content-type"]).toContain("application/json");
});

test("the session's cookie is bound to this host, and no script reads it", async ({ practice }) => {
  const answer = await practice.api().post("/api/v1/session", practice.administrator);
  const [cookie] = answer.headers["set-cookie"] ?? [];
  expect(cookie).toMatch(/^__Host-sid=[\w-]{43};/);
  for (const attribute of ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"])
    expect(cookie).toContain(attribute);
  expect(cookie).not.toMatch(/Domain|Max-Age|Expires/i);
});

test("hashed assets are kept for good, and sent compressed", async ({ practice }) => {
  const { text } = await practice.api().get("/sign-in");
  const assets = [...new Set(text.match(/\/assets\/[\w./-]+\.(?:js|wasm|css)/g))];
  expect(assets.some((asset) => asset.endsWith(".wasm"))).toBe(true);
  for (const asset of assets) {
    const { status, headers } = await practice
      .api()
      .get(asset, { headers: { "accept-encoding": "gzip, br" } });
    expect(status, asset).toBe(200);
    expect(headers["cache-control"], asset).toBe("public, max-age=31536000, immutable");
    expect(headers["content-encoding"], asset).toBe("br");
    if (asset.endsWith(".wasm")) expect(headers["content-type"]).toBe("application/wasm");
    const plain = await practice.api().get(asset);
    expect(plain.headers["content-encoding"], asset).toBeUndefined();
    const known = await practice.api().get(asset, { headers: { "if-none-match": plain.headers.etag } });
    expect(known.status, asset).toBe(304);
  }
});

test("the address for changing a password is a redirect, and an unknown one beside it is not", async ({
  practice,
}) => {
  expect((await practice.api().get("/.well-known/change-password")).status).toBe(303);
  const unknown = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";
  expect((await practice.api().get(unknown)).status).toBe(404);
  expect(await practice.api().get("/healthz")).toMatchObject({ status: 200, text: "ok" });
});
