import { expect, test as base, type BrowserContext, type BrowserContextOptions } from "@playwright/test";
import { Faults } from "./faults";
import { MailServer } from "./mail";
import { MovedClock } from "./clock";
import { Practice } from "./practice";
import { temporaryFolder } from "./server";

interface Options {
  /** How many people the practice has; by default those of the reference page. */
  staff: number | undefined;
  /** Where the practice's mail goes: to a real mail server, or into the demo's own mailbox. */
  mailGoes: "by SMTP" | "into the mailbox";
  /** Whether the server's clock can be moved. */
  hasMovedClock: boolean;
}

interface Fixtures {
  folder: string;
  mail: MailServer;
  clock: MovedClock;
  practice: Practice;
  faults: Faults;
  /** Opens another browser profile: somebody else, or the same person elsewhere. */
  elsewhere: (options?: BrowserContextOptions) => Promise<BrowserContext>;
}

/**
 * A test with a practice of its own. Whatever goes wrong in a page without the test's having said so (an
 * exception, an error on the console, something that the content security policy forbade) fails the test.
 */
export const test = base.extend<Options & Fixtures>({
  staff: [undefined, { option: true }],
  mailGoes: ["by SMTP", { option: true }],
  hasMovedClock: [false, { option: true }],

  folder: async ({}, use) => {
    const folder = await temporaryFolder();
    await use(folder.path);
    await folder.remove();
  },

  mail: async ({}, use) => {
    const mail = await MailServer.start();
    await use(mail);
    await mail.stop();
  },

  clock: async ({ folder }, use) => {
    await use(await MovedClock.in(folder));
  },

  practice: async ({ folder, mail, staff, mailGoes, hasMovedClock }, use) => {
    const practice = await Practice.start(folder, {
      staff,
      mail: mailGoes === "by SMTP" ? mail : undefined,
      clock: hasMovedClock ? await MovedClock.in(folder) : undefined,
    });
    await use(practice);
    await practice.stop();
  },

  baseURL: async ({ practice }, use) => {
    await use(practice.url);
  },

  faults: async ({}, use) => {
    const faults = new Faults();
    await use(faults);
    expect(faults.unexpected, "nothing goes wrong in a page").toEqual([]);
  },

  context: async ({ context, faults }, use) => {
    faults.watch(context);
    await use(context);
  },

  elsewhere: async ({ browser, faults }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      opened.push(context);
      faults.watch(context);
      return context;
    });
    for (const context of opened) await context.close();
  },
});

export { expect };
