import { expect, test } from "../support/test";
import { NEW_PASSWORD } from "../support/steps";
import type { Practice } from "../support/practice";

const CAMILLE = "cnurse@email.xyz";
const MARCUS = "mstaff@email.xyz";

async function sendLink(practice: Practice, username = "camilles") {
  const api = await practice.signedIn();
  const id = await api.idOf(username);
  const answer = await api.post(`/api/v1/staff/${id}/password-reset`, {});
  expect(answer.status, answer.text).toBe(202);
  return { api, id, answer };
}

const complete = (practice: Practice, code: string, password = NEW_PASSWORD) =>
  practice.api().post("/api/v1/password-reset/complete", { purpose: "password_reset", code, password });

const inspect = (practice: Practice, code: string) =>
  practice.api().post("/api/v1/password-reset/inspect", { purpose: "password_reset", code });

test("of twenty parallel tries with one link exactly one wins, and its password is the one", async ({
  practice,
  mail,
}) => {
  await sendLink(practice);
  const { code } = await mail.mailTo(CAMILLE);
  const passwords = Array.from({ length: 20 }, (_, number) => `try number ${number} of twenty`);
  const answers = await Promise.all(passwords.map((password) => complete(practice, code, password)));
  const winners = passwords.filter((_, number) => answers[number]?.status === 204);
  expect(winners).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status !== 204) expect(answer.json).toMatchObject({ status: 410, code: "reset_used" });
  }
  await practice.signedIn({ username: "camilles", password: winners[0]! });
  // One of the others only: after a wrong password the next try has to wait.
  const loser = passwords.find((password) => password !== winners[0]);
  const { status } = await practice.api().post("/api/v1/session", { username: "camilles", password: loser });
  expect(status).toBe(401);
});

test("one Idempotency-Key is one mail, however often it is sent", async ({ practice, mail }) => {
  const api = await practice.signedIn();
  const id = await api.idOf("camilles");
  const marcus = await api.idOf("marcusstaff");
  const key = { "idempotency-key": "one-press" };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => api.post(`/api/v1/staff/${id}/password-reset`, {}, key)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
  const other = await api.post(`/api/v1/staff/${marcus}/password-reset`, {}, key);
  expect(other.json).toMatchObject({ status: 409, code: "idempotency_key_reused" });
  await mail.mailTo(CAMILLE);
  await api.post(`/api/v1/staff/${marcus}/password-reset`, {});
  await mail.mailTo("mstaff@email.xyz");
  expect(mail.to(CAMILLE)).toHaveLength(1);
});

test("no address, and nothing else, is taken from the request", async ({ practice, mail }) => {
  const api = await practice.signedIn();
  const id = await api.idOf("camilles");
  for (const body of [
    { email: "evil@evil.example" },
    { email: [CAMILLE, "evil@evil.example"] },
    { to: "x" },
  ]) {
    const answer = await api.post(`/api/v1/staff/${id}/password-reset`, body);
    expect(answer.json).toMatchObject({ status: 422, code: "invalid_fields" });
  }
  expect(mail.mails).toHaveLength(0);
});

test("the link leads to the configured address, whatever the request claims to be for", async ({
  practice,
  mail,
}) => {
  const api = await practice.signedIn();
  const id = await api.idOf("camilles");
  await api.post(
    `/api/v1/staff/${id}/password-reset`,
    {},
    {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      forwarded: "host=evil.example",
    },
  );
  const { link } = await mail.mailTo(CAMILLE);
  expect(new URL(link).origin).toBe(practice.url);
});

test("opening a link, any number of times and in any way, spends nothing", async ({ practice, mail }) => {
  await sendLink(practice);
  const { code } = await mail.mailTo(CAMILLE);
  for (let time = 0; time < 10; time += 1) {
    expect((await practice.api().get("/reset-password")).status).toBe(200);
    await practice.api().send("HEAD", "/reset-password");
    expect((await inspect(practice, code)).status).toBe(200);
  }
  expect((await complete(practice, code)).status).toBe(204);
});

test("a refused password leaves the link alive", async ({ practice, mail }) => {
  await sendLink(practice);
  const { code } = await mail.mailTo(CAMILLE);
  const refused: [string, string][] = [
    ["", "required"],
    ["x".repeat(14), "too_short"],
    ["x".repeat(257), "too_long"],
    ["cedar-hill-family-PRACTICE", "too_easy_to_guess"],
    ["cnurse@email.xyz", "too_easy_to_guess"],
    ["x".repeat(15), "too_common"],
  ];
  for (const [password, rule] of refused) {
    const answer = await complete(practice, code, password);
    expect(answer.json).toMatchObject({ status: 422, fields: [{ field: "password", rule }] });
  }
  expect((await complete(practice, code, "fifteen letters")).status).toBe(204);
});

test("a password is kept as it was chosen: nothing cut, nothing trimmed, any script", async ({
  practice,
  mail,
}) => {
  // Another person each, since one is not sent more than three links an hour.
  const kept = [
    ["camilles", CAMILLE, ` ${"long ".repeat(50)}x`, ` ${"long ".repeat(50)}`],
    ["marcusstaff", MARCUS, "  spaces at both ends  ", "spaces at both ends"],
    ["hannahp", "hprovider@email.xyz", "пароль-из-слов-и-букв", "ПАРОЛЬ-ИЗ-СЛОВ-И-БУКВ"],
    ["jamie_demo_staff", "jamie_demo_staff@example.com", "😀 words 😀 and 😀 faces", "😀 words 😀 and 😀 face"],
  ] as const;
  for (const [username, address, password, other] of kept) {
    await sendLink(practice, username);
    const { code } = await mail.mailTo(address);
    expect((await complete(practice, code, password)).status).toBe(204);
    await practice.signedIn({ username: username.toUpperCase(), password });
    const { status } = await practice.api().post("/api/v1/session", { username, password: other });
    expect(status, JSON.stringify(other)).toBe(401);
  }
});

test("a reset opens no session, and ends all that the person had", async ({ practice, mail }) => {
  await sendLink(practice);
  const first = await mail.mailTo(CAMILLE);
  await complete(practice, first.code, "the first password of hers");
  const sessions = [1, 2, 3].map(() =>
    practice.signedIn({ username: "camilles", password: "the first password of hers" }),
  );
  const open = await Promise.all(sessions);
  await sendLink(practice);
  const { code } = await mail.mailTo(CAMILLE, 2);
  const done = await complete(practice, code);
  expect(done.status).toBe(204);
  expect(done.headers["set-cookie"]).toBeUndefined();
  for (const session of open) expect((await session.get("/api/v1/session")).status).toBe(401);
});

test("what is dead says which kind of dead it is, and names nobody", async ({ practice, mail }) => {
  const { api, id } = await sendLink(practice);
  const first = await mail.mailTo(CAMILLE);
  await sendLink(practice);
  const second = await mail.mailTo(CAMILLE, 2);
  expect((await inspect(practice, first.code)).json).toMatchObject({ status: 410, code: "reset_replaced" });
  await api.delete(`/api/v1/staff/${id}/password-reset`);
  expect((await inspect(practice, second.code)).json).toMatchObject({ status: 410, code: "reset_revoked" });
  await sendLink(practice);
  const third = await mail.mailTo(CAMILLE, 3);
  await complete(practice, third.code);
  expect((await inspect(practice, third.code)).json).toMatchObject({ status: 410, code: "reset_used" });
  const marcus = await sendLink(practice, "marcusstaff");
  const fourth = await mail.mailTo(MARCUS);
  await api.post(`/api/v1/staff/${marcus.id}/deactivate`);
  expect((await inspect(practice, fourth.code)).json).toMatchObject({ status: 410, code: "reset_inactive" });
  await api.post(`/api/v1/staff/${marcus.id}/reactivate`);
  expect((await inspect(practice, fourth.code)).status).toBe(410);
  for (const code of ["", "x", "A".repeat(43), `${fourth.code}x`]) {
    const answer = await inspect(practice, code);
    expect(answer.json).toMatchObject({ status: 410, code: "reset_unknown" });
    expect(answer.text).not.toContain("camille");
  }
});

test("a code of one kind is worth nothing to the other", async ({ practice, mail }) => {
  await sendLink(practice);
  const { code } = await mail.mailTo(CAMILLE);
  const invitation = { purpose: "invitation", code };
  const asInvitation = await practice.api().post("/api/v1/password-reset/inspect", invitation);
  expect(asInvitation.json).toMatchObject({ status: 410, code: "reset_unknown" });
  const set = await practice
    .api()
    .post("/api/v1/password-reset/complete", { ...invitation, password: NEW_PASSWORD });
  expect(set.status).toBe(410);
  expect((await inspect(practice, code)).status).toBe(200);
});

test("without an email, or without access, nobody is sent a link", async ({ practice }) => {
  const api = await practice.signedIn();
  const id = await api.idOf("camilles");
  await api.post(`/api/v1/staff/${id}/deactivate`);
  expect((await api.post(`/api/v1/staff/${id}/password-reset`, {})).json).toMatchObject({
    status: 409,
    code: "not_active",
  });
});

test("neither log nor answer holds the code or a password", async ({ practice, mail }) => {
  const { answer, id, api } = await sendLink(practice);
  const { code, subject } = await mail.mailTo(CAMILLE);
  const canary = "canary password of this test";
  await complete(practice, code, canary);
  await practice.signedIn({ username: "camilles", password: canary });
  await practice.api().post("/api/v1/session", { username: "camilles", password: `${canary}!` });
  const read = await api.get(`/api/v1/staff/${id}`);
  for (const text of [answer.text, read.text, subject, practice.log]) {
    expect(text).not.toContain(code);
    expect(text).not.toContain("canary");
  }
});
