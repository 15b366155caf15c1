import { existsSync } from "node:fs";
import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../support/test";
import { freePort, ServerProcess } from "../support/server";

const mistakes: [string, string[]][] = [
  ["no such command", ["fly"]],
  ["an unknown flag", ["serve", "--fly"]],
  ["no public URL", ["serve", "--listen", "127.0.0.1:0"]],
  ["a public URL that is none", ["serve", "--public-url", "staff"]],
  [
    "a public URL that is not https",
    [
      "serve",
      "--public-url",
      "http://staff.example",
      "--smtp-url",
      "smtp://127.0.0.1:2525",
      "--mail-from",
      "a@staff.example",
    ],
  ],
  ["an address to listen at that is none", ["demo", "--listen", "localhost"]],
  ["an SMTP URL that is none", ["demo", "--smtp-url", "mail"]],
  ["a number of people that is none", ["demo", "--staff", "many"]],
  [
    "a database of an unknown kind",
    [
      "serve",
      "--database",
      "mysql://x",
      "--public-url",
      "https://staff.example",
      "--smtp-url",
      "smtp://127.0.0.1:2525",
      "--mail-from",
      "a@staff.example",
    ],
  ],
  [
    "a sender that is no address",
    [
      "serve",
      "--public-url",
      "https://staff.example",
      "--smtp-url",
      "smtp://127.0.0.1:2525",
      "--mail-from",
      "nobody",
    ],
  ],
];

for (const [mistake, args] of mistakes) {
  test(`${mistake}: one clear line, and nothing listens`, async ({ folder }) => {
    const server = await ServerProcess.run(args, { STAFFROOM_DATA_DIR: join(folder, "data") });
    expect(server.code).not.toBe(0);
    expect(server.stdout).toBe("");
    expect(server.stderr.trim()).not.toBe("");
    expect(server.stderr).not.toMatch(/panicked|RUST_BACKTRACE|Error \{/);
  });
}

test("a port that is taken is one clear line", async ({ practice, folder }) => {
  const { host } = new URL(practice.url);
  const args = [
    "demo",
    "--listen",
    host.replace("localhost", "127.0.0.1"),
    "--data-dir",
    join(folder, "other"),
  ];
  const server = await ServerProcess.run(args);
  expect(server.code).not.toBe(0);
  expect(server.stdout).toBe("");
  expect(server.stderr.trim().split("\n")).toHaveLength(1);
});

test("a key file that others can read is refused", async ({ practice }) => {
  await practice.stop();
  const key = join(practice.folder, "data/link.key");
  expect(existsSync(key)).toBe(true);
  await chmod(key, 0o644);
  const server = await ServerProcess.run([
    "demo",
    "--listen",
    `127.0.0.1:${await freePort()}`,
    "--data-dir",
    join(practice.folder, "data"),
  ]);
  expect(server.code).not.toBe(0);
  expect(server.stderr).toContain("link.key");
});

test("the demo says four things, and its password is another for each new folder", async ({ folder }) => {
  const passwords = new Set<string | undefined>();
  for (const name of ["one", "two"]) {
    const data = join(folder, name);
    const port = await freePort();
    const args = ["demo", "--listen", `127.0.0.1:${port}`, "--data-dir", data];
    const first = ServerProcess.start(args);
    await first.isUp(`http://127.0.0.1:${port}`);
    expect(first.stdout).not.toContain("\u001b");
    expect(first.says("URL")).toBe(`http://localhost:${port}`);
    expect(first.says("Mailbox")).toBe(`http://localhost:${port}/mailbox`);
    expect(first.stdout.match(/^(URL|Username|Password|Mailbox):/gm)).toHaveLength(4);
    passwords.add(first.says("Password"));
    await first.stop();
    expect(await readdir(data)).toEqual(expect.arrayContaining(["staffroom.db", "link.key"]));

    const again = ServerProcess.start(args);
    await again.isUp(`http://127.0.0.1:${port}`);
    expect(again.says("URL")).toBe(`http://localhost:${port}`);
    expect(again.says("Password")).toBeUndefined();
    await again.stop();
  }
  expect(passwords.size).toBe(2);
  expect(passwords).not.toContain(undefined);
});

test("the server ends in order when it is told to", async ({ folder }) => {
  const port = await freePort();
  const server = ServerProcess.start([
    "demo",
    "--listen",
    `127.0.0.1:${port}`,
    "--data-dir",
    join(folder, "data"),
  ]);
  await server.isUp(`http://127.0.0.1:${port}`);
  await server.stop("SIGTERM");
  expect(await server.ended()).toBe(0);
});

test("a hundred thousand people stand within twenty seconds", async ({ folder }) => {
  const port = await freePort();
  const started = Date.now();
  const args = [
    "demo",
    "--listen",
    `127.0.0.1:${port}`,
    "--data-dir",
    join(folder, "data"),
    "--staff",
    "100000",
  ];
  const server = ServerProcess.start(args);
  await server.isUp(`http://127.0.0.1:${port}`);
  expect(Date.now() - started).toBeLessThan(20_000);
  await server.stop();
});
