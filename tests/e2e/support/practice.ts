import { join } from "node:path";
import { Api } from "./api";
import type { MovedClock } from "./clock";
import type { MailServer } from "./mail";
import { freePort, ServerProcess } from "./server";

/** How a sample practice is started. */
export interface PracticeOptions {
  /** How many people it has; by default those of the reference page. */
  staff?: number;
  /** Where its mail goes; without it, into the demo's own mailbox. */
  mail?: MailServer;
  /** The clock that it goes by; by default the machine's. */
  clock?: MovedClock;
}

/** Somebody who can sign in. */
export interface Credentials {
  username: string;
  password: string;
}

/** A sample practice of its own, served by the built product from an empty folder. */
export class Practice {
  private constructor(
    readonly url: string,
    /** The practice's administrator. */
    readonly administrator: Credentials,
    /** The address of the demo's mailbox. */
    readonly mailbox: string | undefined,
    readonly folder: string,
    private server: ServerProcess,
    private readonly startAgain: () => ServerProcess,
  ) {}

  static async start(folder: string, options: PracticeOptions = {}): Promise<Practice> {
    const args = ["demo", "--listen", `127.0.0.1:${await freePort()}`, "--data-dir", join(folder, "data")];
    if (options.staff) args.push("--staff", String(options.staff));
    if (options.mail) args.push("--smtp-url", options.mail.url);
    const start = () => ServerProcess.start(args, options.clock?.environment);
    const server = start();
    await server.isUp(`http://${args[2]}`);
    const url = server.says("URL");
    const username = server.says("Username");
    const password = server.says("Password");
    if (!url || !username || !password)
      throw new Error(`the demo does not say how to sign in:\n${server.stdout}`);
    return new Practice(url, { username, password }, server.says("Mailbox"), folder, server, start);
  }

  /** A client of the API without a session. */
  api(): Api {
    return new Api(this.url);
  }

  /** A client of the API, signed in. */
  async signedIn(who: Credentials = this.administrator): Promise<Api> {
    const api = this.api();
    await api.signIn(who);
    return api;
  }

  /** What the server logged. */
  get log(): string {
    return this.server.stderr;
  }

  /** Stops the server. */
  async stop(): Promise<void> {
    await this.server.stop();
  }

  /** Starts the stopped server again, on the same data and port. */
  async restart(): Promise<void> {
    this.server = this.startAgain();
    await this.server.isUp(this.url);
  }
}
