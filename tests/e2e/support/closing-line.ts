import type { FullConfig, FullResult, Reporter, Suite, TestCase } from "@playwright/test/reporter";

/** Ends the report with one line that says how it went. */
export default class ClosingLine implements Reporter {
  private tests: TestCase[] = [];

  onBegin(_config: FullConfig, suite: Suite) {
    this.tests = suite.allTests();
  }

  onEnd(result: FullResult) {
    const count = (...outcomes: ReturnType<TestCase["outcome"]>[]) =>
      this.tests.filter((test) => outcomes.includes(test.outcome())).length;
    const skipped = count("skipped") > 0 ? `, ${count("skipped")} skipped` : "";
    const interrupted = result.status === "interrupted" ? ", interrupted" : "";
    console.log(`${count("expected", "flaky")} passed, ${count("unexpected")} failed${skipped}${interrupted}`);
  }
}
