/** What a run of tests comes to: counts, and by name what failed and what was skipped. */

export interface Results {
  readonly passed: number;
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

export const noResults: Results = { passed: 0, failed: [], skipped: [] };

export function add(a: Results, b: Results): Results {
  return {
    passed: a.passed + b.passed,
    failed: [...a.failed, ...b.failed],
    skipped: [...a.skipped, ...b.skipped],
  };
}

/** Turns every skip into a failure, for a host that has all that the tests need. */
export function skipsFail(results: Results): Results {
  const failed = results.skipped.map(({ name, reason }) => ({ name, reason: `skipped: ${reason}` }));
  return { passed: results.passed, failed: [...results.failed, ...failed], skipped: [] };
}

/** The closing line of a run, alone on its line. */
export function closingLine({ passed, failed, skipped }: Results): string {
  const counts = `${passed} passed, ${failed.length} failed`;
  return skipped.length === 0 ? counts : `${counts}, ${skipped.length} skipped`;
}
