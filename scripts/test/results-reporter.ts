/** A vitest reporter that writes `Results` as JSON to the file named by AGENTOS_TEST_RESULTS. */
import { writeFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';
import type { Results } from './results.ts';

export default class ResultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const path = process.env.AGENTOS_TEST_RESULTS;
    if (path === undefined) return;
    let passed = 0;
    const failed: { name: string; reason: string }[] = unhandled.map((error) => ({
      name: 'error outside of every test',
      reason: error.message,
    }));
    const skipped: { name: string; reason: string }[] = [];
    for (const module of modules) {
      const file = module.relativeModuleId;
      for (const error of module.errors()) failed.push({ name: file, reason: error.message });
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors()) failed.push({ name: `${file} > ${suite.fullName}`, reason: error.message });
      }
      for (const test of module.children.allTests()) {
        const name = `${file} > ${test.fullName}`;
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed') failed.push({ name, reason: result.errors[0]?.message ?? 'failed' });
        else if (result.state === 'skipped') skipped.push({ name, reason: result.note ?? 'its title says why' });
        else failed.push({ name, reason: 'did not end' });
      }
    }
    const results: Results = { passed, failed, skipped };
    writeFileSync(path, JSON.stringify(results));
  }
}
