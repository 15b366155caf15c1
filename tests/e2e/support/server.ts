import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The file that is deployed, as `cargo xtask dist` made it. */
export const SERVER = process.env.STAFFROOM_SERVER ?? resolve("../../target/dist/staffroom-server");

/** A `staffroom-server` that was started, with what it said so far. */
export class ServerProcess {
  stdout = "";
  stderr = "";

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
  }

  static start(args: string[], env: Record<string, string> = {}): ServerProcess {
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn(SERVER, args, { env: { PATH, HOME, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    return new ServerProcess(child);
  }

  /** Runs to the end; tells its exit code. */
  static async run(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<ServerProcess & { code: number | null }> {
    const server = ServerProcess.start(args, env);
    const code = await server.ended();
    return Object.assign(server, { code });
  }

  /** What the server wrote after `WORD:` on standard output. */
  says(word: string): string | undefined {
    return new RegExp(`^${word}: (.*)$`, "m").exec(this.stdout)?.[1]?.trim();
  }

  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, "close");
    return this.child.exitCode;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    this.child.kill(signal);
    await this.ended();
  }

  /** Waits until the server answers at `url`. */
  async isUp(url: string): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      if (!this.isRunning) throw new Error(`the server ended:\n${this.stdout}\n${this.stderr}`);
      const answer = await fetch(`${url}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the server does not answer at ${url}:\n${this.stdout}\n${this.stderr}`);
  }
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A new folder, and how to remove it. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "staffroom-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
