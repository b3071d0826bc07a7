/** What calling a tool gives, wherever it ran. */

/** A tool call that failed: `code` is stable (`EACCES`, `ENOENT`, …), `message` is for people. */
export interface ToolFailure {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
}

export type ToolOutcome = { ok: true; data: unknown } | { ok: false; error: ToolFailure };
