import { expect } from "@playwright/test";
import { simpleParser, type ParsedMail } from "mailparser";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail server that keeps what it gets. */
export class MailServer {
  readonly mails: Mail[] = [];
  private server: SMTPServer | undefined;
  private lastPort = 0;

  static async start(): Promise<MailServer> {
    const server = new MailServer();
    await server.start();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.lastPort}`;
  }

  /** Listens; after a `stop` on the same port as before. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      onData: (stream, session, done) => {
        simpleParser(stream).then((parsed) => {
          const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
          this.mails.push(new Mail(recipients, parsed));
          done();
        }, done);
      },
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.lastPort, "127.0.0.1", resolve);
    });
    this.lastPort = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  /** All mails with a link to a password that went to an address, the oldest first. */
  to(address: string): Mail[] {
    return this.mails.filter((mail) => mail.recipients.includes(address) && !mail.isNotice);
  }

  /** Waits for the mail with this number of those with a link to a password, the first being 1. */
  async mailTo(address: string, number = 1): Promise<Mail> {
    await expect
      .poll(() => this.to(address).length, { message: `mails to ${address}`, timeout: 20_000 })
      .toBeGreaterThanOrEqual(number);
    return this.to(address)[number - 1]!;
  }

  /** Waits for the first notice to an address. */
  async noticeTo(address: string): Promise<Mail> {
    const notice = () => this.mails.find((mail) => mail.recipients.includes(address) && mail.isNotice);
    await expect.poll(notice, { message: `a notice to ${address}`, timeout: 20_000 }).toBeDefined();
    return notice()!;
  }
}

/** A mail as its reader has it. */
export class Mail {
  constructor(
    readonly recipients: string[],
    private readonly parsed: ParsedMail,
  ) {}

  get subject(): string {
    return this.parsed.subject ?? "";
  }

  get from(): string {
    return this.parsed.from?.text ?? "";
  }

  get text(): string {
    return this.parsed.text ?? "";
  }

  get html(): string {
    return this.parsed.html || "";
  }

  /** Whether it only tells of something that was done. */
  get isNotice(): boolean {
    return !/\/(reset-password|accept-invitation)\b/.test(this.text);
  }

  header(name: string): string {
    const line = this.parsed.headerLines.find(({ key }) => key === name.toLowerCase());
    return line ? line.line.slice(line.line.indexOf(":") + 1).trim() : "";
  }

  /** The link, which stands alone on its line. */
  get link(): string {
    const line = this.text.split("\n").find((line) => /^https?:\/\/\S+#\S+$/.test(line.trim()));
    if (!line) throw new Error(`no link stands alone on a line of:\n${this.text}`);
    return line.trim();
  }

  /** The code in the link. */
  get code(): string {
    return new URL(this.link).hash.slice(1);
  }
}
