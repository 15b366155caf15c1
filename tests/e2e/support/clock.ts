import { execFile } from "node:child_process";
import { rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;

/**
 * A server's wall clock, moved from outside: the product has no switch for it. The library that does it is
 * compiled when it is needed, and works on Linux only.
 */
export class MovedClock {
  static readonly isPossible = process.platform === "linux";

  private constructor(
    private readonly library: string,
    private readonly file: string,
  ) {}

  static async in(folder: string): Promise<MovedClock> {
    const library = join(folder, "moved_clock.so");
    const source = resolve(import.meta.dirname, "../clock/moved_clock.c");
    await promisify(execFile)("cc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source]);
    const clock = new MovedClock(library, join(folder, "moved_clock"));
    await clock.moveTo(0);
    return clock;
  }

  get environment(): Record<string, string> {
    return { LD_PRELOAD: this.library, MOVED_CLOCK: this.file };
  }

  /** Sets the server's clock so many seconds ahead of this machine's. */
  async moveTo(seconds: number): Promise<void> {
    await writeFile(`${this.file}.next`, `${seconds}\n`);
    await rename(`${this.file}.next`, this.file);
  }
}
