import { expect, test } from "../support/test";
import type { Answer } from "../support/api";

/** What every refusal looks like: a problem with a name, and nothing of the server's insides. */
function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.json, answer.text).toMatchObject({ status, code, type: `urn:staffroom:problem:${code}` });
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect(answer.text).not.toMatch(/panicked|SELECT|\.rs\b|sqlite/i);
}

/** Everything about Camille that a request could have changed. */
async function camille(api: {
  person: (username: string) => Promise<{ staff: { id: string; version: number } }>;
}) {
  return (await api.person("camilles")).staff;
}

test("a refused field is named with its rule, and nothing is saved", async ({ practice }) => {
  const api = await practice.signedIn();
  const before = await camille(api);
  const path = `/api/v1/staff/${before.id}`;
  const refused: [string, string, string][] = [
    ["first_name", "x".repeat(101), "too_long"],
    ["last_name", "Nurse\u0007", "control_characters"],
    ["last_name", "Nurse\r\nBcc: somebody", "control_characters"],
    ["first_name", "", "required"],
    ["username", "", "required"],
    ["username", "ca", "too_short"],
    ["username", "camille nurse", "not_a_username"],
    ["username", "MarcusSTAFF", "taken"],
    ["primary_provider_id", "nobody", "not_a_provider"],
    ["cell_phone", "call me", "not_a_phone"],
    ["home_phone", "1".repeat(33), "too_long"],
  ];
  for (const [field, value, rule] of refused) {
    const answer = await api.patch(path, before.version, { [field]: value });
    expectProblem(answer, 422, "invalid_fields");
    expect(answer.json.fields).toEqual([expect.objectContaining({ field, rule })]);
  }
  expect(await camille(api)).toEqual(before);
});

test("every refused field is named at once", async ({ practice }) => {
  const api = await practice.signedIn();
  const { id, version } = await camille(api);
  const answer = await api.patch(`/api/v1/staff/${id}`, version, {
    first_name: "",
    username: "a b",
    home_phone: "no",
  });
  expect(answer.json.fields.map(({ field }: { field: string }) => field)).toEqual([
    "first_name",
    "username",
    "home_phone",
  ]);
});

test("an unknown member, a wrong type, null: 422 and nothing is saved", async ({ practice }) => {
  const api = await practice.signedIn();
  const before = await camille(api);
  const path = `/api/v1/staff/${before.id}`;
  for (const body of [
    { first_name: "Anna", role: "BTG Admin" },
    { first_name: "Anna", email: "anna@email.xyz" },
    { first_name: 1 },
    { first_name: ["Anna"] },
    { first_name: null },
    [],
    "Anna",
  ]) {
    expectProblem(await api.patch(path, before.version, body), 422, "invalid_fields");
  }
  expect(await camille(api)).toEqual(before);
});

test("what is no JSON is 400, too large 413, of another type 415", async ({ practice }) => {
  const api = await practice.signedIn();
  const before = await camille(api);
  const send = (body: string, type: string) =>
    api.send("PATCH", `/api/v1/staff/${before.id}`, {
      body,
      headers: { "content-type": type, "if-match": `"${before.version}"` },
    });
  expectProblem(await send('{"first_name":', "application/json"), 400, "malformed");
  expectProblem(await send(`{"first_name":"${"x".repeat(70_000)}"}`, "application/json"), 413, "too_large");
  expectProblem(await send('{"first_name":"Anna"}', "text/plain"), 415, "not_json");
  expectProblem(await send("first_name=Anna", "application/x-www-form-urlencoded"), 415, "not_json");
  expect(await camille(api)).toEqual(before);
});

test("a stale version is 412, a missing one 428", async ({ practice }) => {
  const api = await practice.signedIn();
  const before = await camille(api);
  const path = `/api/v1/staff/${before.id}`;
  const first = await api.patch(path, before.version, { home_phone: "444-555-6666" });
  expect(first.status).toBe(200);
  expectProblem(await api.patch(path, before.version, { home_phone: "777-888-9999" }), 412, "stale_version");
  expectProblem(
    await api.send("PATCH", path, { json: { home_phone: "777-888-9999" } }),
    428,
    "version_required",
  );
  expect((await camille(api)) as object).toMatchObject({ home_phone: "444-555-6666" });
});

test("without a session every operation that needs one is 401", async ({ practice }) => {
  const id = await (await practice.signedIn()).idOf("camilles");
  const nobody = practice.api();
  const operations: [string, string, unknown?][] = [
    ["GET", "/api/v1/session"],
    ["GET", "/api/v1/staff"],
    ["GET", `/api/v1/staff/${id}`],
    ["PATCH", `/api/v1/staff/${id}`, { first_name: "Anna" }],
    ["POST", `/api/v1/staff/${id}/deactivate`],
    ["POST", `/api/v1/staff/${id}/reactivate`],
    ["POST", `/api/v1/staff/${id}/password-reset`, {}],
    ["DELETE", `/api/v1/staff/${id}/password-reset`],
    ["POST", "/api/v1/staff", {}],
    ["POST", `/api/v1/staff/${id}/invitation`],
    ["DELETE", `/api/v1/staff/${id}/invitation`],
    ["GET", "/api/v1/care-team-roles"],
    ["GET", "/api/v1/providers"],
    ["PUT", `/api/v1/staff/${id}/role`, { role_id: "staff" }],
    ["PUT", `/api/v1/staff/${id}/permissions`, { added: [], removed: [] }],
    ["GET", "/api/v1/roles"],
    ["POST", "/api/v1/roles", { name: "Float", based_on: "nurse", permissions: [] }],
    ["PUT", "/api/v1/roles/none", { name: "Float", permissions: [] }],
    ["DELETE", "/api/v1/roles/none"],
    ["GET", "/api/v1/practice"],
    ["PATCH", "/api/v1/practice", { name: "Mine" }],
    ["GET", "/api/v1/offices"],
    ["POST", "/api/v1/offices", { name: "Mine" }],
    ["GET", "/api/v1/bulk"],
    ["POST", "/api/v1/bulk", { act: { kind: "reset_password" }, selection: { people: [id] }, expected: "" }],
    ["POST", "/api/v1/bulk/preview", { act: { kind: "reset_password" }, selection: { people: [id] } }],
    ["PUT", `/api/v1/staff/${id}/offices`, { restrict_offices: false, office_ids: [] }],
  ];
  for (const [method, path, json] of operations) {
    expectProblem(await nobody.send(method, path, { json }), 401, "signed_out");
  }
});

test("an unknown person is 404", async ({ practice }) => {
  const api = await practice.signedIn();
  for (const id of ["00000000-0000-0000-0000-000000000000", "nobody", "%00", "a%2Fb"]) {
    expectProblem(await api.get(`/api/v1/staff/${id}`), 404, "not_found");
    expectProblem(await api.post(`/api/v1/staff/${id}/password-reset`, {}), 404, "not_found");
    expectProblem(await api.patch(`/api/v1/staff/${id}`, 1, { first_name: "Anna" }), 404, "not_found");
  }
});

test("an unknown path is 404 and never the app, signed in or out", async ({ practice }) => {
  for (const api of [practice.api(), await practice.signedIn()]) {
    for (const path of [
      "/api",
      "/api/",
      "/api/v1",
      "/api/v1/nothing",
      "/api/v2/staff",
      "/api/v1/staff/x/y/z",
    ]) {
      expectProblem(await api.get(path), 404, "not_found");
    }
    expectProblem(await api.post("/api/v1/nothing", {}), 404, "not_found");
    for (const path of [
      "/assets/nothing.js",
      "/assets/",
      "/nothing",
      "/staff/x/nothing",
      "/index.html",
      "/.git/config",
    ]) {
      const answer = await api.get(path);
      expect(answer.status, path).toBe(404);
      expect(answer.text, path).not.toContain("wasm");
    }
  }
});

test("a method that a path does not take is 405", async ({ practice }) => {
  const api = await practice.signedIn();
  expectProblem(await api.delete("/api/v1/staff"), 405, "method_not_allowed");
  expectProblem(await api.send("PUT", "/api/v1/session"), 405, "method_not_allowed");
  expectProblem(await api.get("/api/v1/password-reset/inspect"), 405, "method_not_allowed");
});

test("what another site's page sends is 403", async ({ practice }) => {
  const api = await practice.signedIn();
  const id = await api.idOf("camilles");
  const path = `/api/v1/staff/${id}/password-reset`;
  const foreign: Record<string, string | undefined>[] = [
    { origin: "https://evil.example" },
    { origin: undefined },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
  ];
  for (const headers of foreign) {
    expectProblem(await api.post(path, {}, headers), 403, "cross_site");
  }
  expect((await api.person("camilles")).password_reset).toBeNull();
});

test("a search that cannot be read is refused, not ignored", async ({ practice }) => {
  const api = await practice.signedIn();
  for (const query of ["limit=0", "limit=101", "limit=x", "unknown=1", `search=${"x".repeat(101)}`]) {
    const answer = await api.get(`/api/v1/staff?${query}`);
    expect([400, 422], `${query}: ${answer.text}`).toContain(answer.status);
  }
});

test("someone without Manage Accounts is refused everything that it is for", async ({ practice, mail }) => {
  const administrator = await practice.signedIn();
  const id = await administrator.idOf("camilles");
  await administrator.post(`/api/v1/staff/${id}/password-reset`, {});
  const { code } = await mail.mailTo("cnurse@email.xyz");
  const password = "a password of Camille's own";
  const done = await practice
    .api()
    .post("/api/v1/password-reset/complete", { purpose: "password_reset", code, password });
  expect(done.status).toBe(204);
  const camille = await practice.signedIn({ username: "camilles", password });
  for (const path of ["/api/v1/staff", `/api/v1/staff/${id}`, "/api/v1/providers"]) {
    expectProblem(await camille.get(path), 403, "forbidden");
  }
  for (const act of ["deactivate", "reactivate", "password-reset"]) {
    expectProblem(
      await camille.post(`/api/v1/staff/${await administrator.idOf("marcusstaff")}/${act}`, {}),
      403,
      "forbidden",
    );
  }
  expectProblem(await camille.patch(`/api/v1/staff/${id}`, 1, { first_name: "Anna" }), 403, "forbidden");
});

test("nobody deactivates themselves", async ({ practice }) => {
  const api = await practice.signedIn();
  const id = await api.idOf(practice.administrator.username);
  expectProblem(await api.post(`/api/v1/staff/${id}/deactivate`), 409, "yourself");
});

test("the description of the API names every operation", async ({ practice }) => {
  const { status, json } = await practice.api().get("/api/openapi.json");
  expect(status).toBe(200);
  const operations = Object.values(json.paths as Record<string, Record<string, { operationId?: string }>>)
    .flatMap((path) => Object.values(path))
    .map(({ operationId }) => operationId)
    .filter(Boolean);
  expect(operations.sort()).toEqual([
    "add_office",
    "cancel_email_change",
    "cancel_staff_deactivation",
    "change_own_email",
    "change_own_password",
    "change_staff_email",
    "change_staff_permissions",
    "change_staff_role",
    "change_staff_settings",
    "check_import",
    "close_office",
    "complete_password_reset",
    "confirm_email_change",
    "confirm_import",
    "create_role",
    "create_staff",
    "deactivate_staff",
    "discard_import",
    "end_other_sessions",
    "end_own_session",
    "end_staff_sessions",
    "estimate_password_strength",
    "export_audit_events",
    "export_bulk_results",
    "export_import_results",
    "export_staff",
    "freeze_account",
    "get_bulk",
    "get_import",
    "get_own_email",
    "get_practice_settings",
    "get_session",
    "get_staff",
    "get_staff_deactivation",
    "get_staff_overview",
    "inspect_password_reset",
    "list_audit_events",
    "list_bulk",
    "list_bulk_results",
    "list_care_team_roles",
    "list_import_rows",
    "list_imports",
    "list_offices",
    "list_own_events",
    "list_own_sessions",
    "list_providers",
    "list_roles",
    "list_staff",
    "object_to_email_change",
    "preview_bulk",
    "reactivate_staff",
    "reauthenticate",
    "rename_office",
    "request_password_reset",
    "reset_staff_password",
    "restrict_staff_offices",
    "retire_role",
    "retry_bulk",
    "reveal_staff_pin",
    "revoke_staff_invitation",
    "revoke_staff_password_reset",
    "send_email_change_again",
    "send_staff_invitation",
    "set_staff_pin",
    "sign_in",
    "sign_out",
    "start_bulk",
    "stop_bulk",
    "undo_staff_deactivation",
    "update_practice_settings",
    "update_role",
    "update_staff",
  ]);
});
