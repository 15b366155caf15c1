import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Ends the report with one line that says how it went. */
export default class ClosingLine implements Reporter {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  onTestEnd(_test: TestCase, result: TestResult) {
    if (result.status === "passed") this.passed += 1;
    else if (result.status === "skipped") this.skipped += 1;
    else this.failed += 1;
  }

  onEnd(result: FullResult) {
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : "";
    const interrupted = result.status === "interrupted" ? ", interrupted" : "";
    console.log(`${this.passed} passed, ${this.failed} failed${skipped}${interrupted}`);
  }
}
