import type { BrowserContext } from "@playwright/test";

/** What went wrong in the pages of a test. */
export class Faults {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on("weberror", (fault) => this.seen.push(`exception: ${fault.error().stack ?? fault.error()}`));
    context.on("console", (message) => {
      if (message.type() === "error" || /content security policy/i.test(message.text())) {
        this.seen.push(`${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
  }

  /** The test will make this go wrong: the browser itself notes each answer of 400 and above, and none at all. */
  expect(...faults: RegExp[]): void {
    this.expected.push(...faults);
  }

  /** Answers with this status are what the test is about. */
  expectStatus(...statuses: number[]): void {
    this.expect(
      ...statuses.map((status) => new RegExp(`the server responded with a status of ${status}\\b`)),
    );
  }

  /** Requests that get no answer are what the test is about. */
  expectNoAnswer(): void {
    this.expect(/Failed to load resource: net::ERR_/);
  }

  get unexpected(): string[] {
    return this.seen.filter((fault) => !this.expected.some((expected) => expected.test(fault)));
  }
}
