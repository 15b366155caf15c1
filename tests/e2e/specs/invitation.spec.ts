import { join } from "node:path";
import { expect, test } from "../support/test";
import { NEW_PASSWORD, setPassword, signIn } from "../support/steps";
import { freePort, ServerProcess } from "../support/server";

const INVITE = [
  "admin",
  "invite",
  "--username",
  "firstone",
  "--email",
  "first@practice.example",
  "--first-name",
  "First",
  "--last-name",
  "One",
];

test("the first account of a new practice, from the command line to its first sign-in", async ({
  browser,
  folder,
  mail,
  faults,
}) => {
  faults.expectStatus(410);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment = {
    STAFFROOM_LISTEN: `127.0.0.1:${port}`,
    STAFFROOM_PUBLIC_URL: url,
    STAFFROOM_DATA_DIR: join(folder, "practice"),
    STAFFROOM_SMTP_URL: mail.url,
    STAFFROOM_MAIL_FROM: "staffroom@practice.example",
  };
  const server = ServerProcess.start(["serve"], environment);
  await server.isUp(url);

  const context = await browser.newContext({ baseURL: url });
  faults.watch(context);
  const page = await context.newPage();
  await page.goto("/sign-in");
  const nobody = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json" },
    body: JSON.stringify({ username: "admin", password: "admin" }),
  });
  expect(nobody.status).toBe(401);

  const invited = await ServerProcess.run(INVITE, environment);
  expect(invited.stderr).not.toMatch(/error/i);
  expect(invited.code).toBe(0);
  const link = /https?:\/\/\S+\/accept-invitation#[\w-]{43}/.exec(invited.stdout)?.[0];
  expect(link, invited.stdout).toBeTruthy();
  expect(server.stderr).not.toContain(new URL(link!).hash.slice(1));

  await page.goto(link!);
  await setPassword(page);
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, { username: "firstone", password: NEW_PASSWORD });
  await expect(page).toHaveURL(`${url}/staff`);
  await expect(page.getByText("Showing 1 of 1 records")).toBeVisible();

  await page.goto("about:blank");
  await page.goto(link!);
  await expect(page.getByText(/already (been )?used/i).first()).toBeVisible();

  const again = await ServerProcess.run(INVITE, environment);
  expect(again.code, "a username is given once").not.toBe(0);
  expect(again.stderr.trim().split("\n")).toHaveLength(1);
  await context.close();
  await server.stop();
});

test("an invitation with mistakes in it is one clear line", async ({ folder }) => {
  const environment = {
    STAFFROOM_DATA_DIR: join(folder, "practice"),
    STAFFROOM_PUBLIC_URL: "http://localhost:8080",
  };
  for (const [flag, value] of [
    ["--username", "a b"],
    ["--email", "nobody"],
    ["--first-name", "First\nBcc: x"],
  ]) {
    const args = INVITE.map((word, at) => (INVITE[at - 1] === flag ? value! : word));
    const invited = await ServerProcess.run(args, environment);
    expect(invited.code, value).not.toBe(0);
    expect(invited.stdout).toBe("");
    expect(invited.stderr).not.toMatch(/panicked/);
  }
});
