/**
 * The repair ladder: from what was meant to be a document to one that validates, climbing no higher than it must. What
 * comes out has passed the validator like any document; each change is reported, and a part that could not be helped is
 * a card that says so.
 */
import type { Blueprint } from '../document.ts';
import { type Issue, issueOf } from '../issues.ts';
import type { Json } from '../json.ts';
import { maxBytes } from '../limits.ts';
import { upgradeBlueprint } from '../upgrade/upgrade.ts';
import { parseBlueprint, type ValidateOptions, validateBlueprint } from '../validate.ts';
import { readLeniently } from './lexical.ts';
import { partAround, withPlaceholder } from './placeholder.ts';
import { valueAt, withValueAt } from './pointer.ts';
import { remediesFor } from './remedies.ts';
import type { RepairChange, Rung } from './report.ts';
import { straighten } from './structure.ts';

export type { RepairChange, Rung } from './report.ts';

export type Repair =
  | {
      readonly ok: true;
      readonly blueprint: Blueprint;
      /** The highest rung that was needed; null when the document was valid as it came. */
      readonly rung: Rung | null;
      /** Whether parts are missing: placeholders stand for them. */
      readonly degraded: boolean;
      readonly changes: readonly RepairChange[];
      readonly warnings: readonly Issue[];
    }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly changes: readonly RepairChange[] };

export interface RepairOptions extends ValidateOptions {
  /** Highest rung that is allowed; 4 unless told. */
  readonly most?: Rung;
}

/** Writes a failing part anew: given its faults and what it is now, gives what to put in its place, or nothing. */
export type RetryPart = (issues: readonly Issue[], part: Json) => Promise<Json | undefined>;

/** How often a document is validated anew, by its characters: what is not repaired by then is not worth more time. */
const triesFor = (characters: number): number => Math.min(300, Math.max(20, Math.ceil(3_000_000 / (characters + 1))));
/** Text beyond this is not read at all, however it would end. */
const longestText = 4 * maxBytes;

/** Repairs the text of a document. Never throws. */
export function repairText(text: string, options: RepairOptions = {}): Repair {
  const valid = parseBlueprint(text, options);
  if (valid.ok) return asTheyCame(valid);
  const read = readText(text);
  return 'issues' in read ? { ok: false, ...read } : repairFrom(read.value, read.changes, options);
}

/** Repairs a JSON value that is meant as a document. Never throws. */
export function repairDocument(value: unknown, options: RepairOptions = {}): Repair {
  const valid = validateBlueprint(value, options);
  if (valid.ok) return asTheyCame(valid);
  const json = plainJson(value);
  // What is too large, too deep or holds a forbidden name is refused and not cut to size.
  if (json === undefined || isHostile(valid.issues)) return { ok: false, issues: valid.issues, changes: [] };
  return repairFrom(json, [], options);
}

/** Repairs a text; a part that stays wrong after rung 2 is given to `retry` once before it becomes a placeholder. */
export async function repairTextWith(retry: RetryPart, text: string, options: RepairOptions = {}): Promise<Repair> {
  const valid = parseBlueprint(text, options);
  if (valid.ok) return asTheyCame(valid);
  const read = readText(text);
  if ('issues' in read) return { ok: false, ...read };
  const changes = [...read.changes];
  const ladder = new Ladder(read.value, changes, options);
  ladder.climb(2);
  const [first] = ladder.issues;
  if (first === undefined) return ladder.result();
  const part = partAround(first.path, ladder.document) ?? '';
  const own = ladder.issues.filter(({ path }) => path.startsWith(part));
  const written = await retry(own, valueAt(ladder.document, part) ?? null);
  if (written !== undefined) {
    const json = plainJson(written);
    if (json !== undefined && ladder.replace(part, json))
      changes.push({ rung: 3, path: part, message: 'written anew' });
  }
  ladder.climb(options.most ?? 4);
  return ladder.result();
}

function asTheyCame(valid: Extract<ReturnType<typeof parseBlueprint>, { ok: true }>): Repair {
  return { ok: true, blueprint: valid.blueprint, rung: null, degraded: false, changes: [], warnings: valid.warnings };
}

function readText(
  text: string,
): { value: Json; changes: RepairChange[] } | { issues: Issue[]; changes: RepairChange[] } {
  if (text.length > longestText) {
    const message = `the text has ${text.length} characters; ${longestText} are read at most`;
    return { issues: [issueOf('too-large', '', message)], changes: [] };
  }
  try {
    const value: Json = JSON.parse(text.replace(/^\uFEFF/, ''));
    return { value, changes: [] };
  } catch {
    const reading = readLeniently(text);
    if (reading === undefined)
      return { issues: [issueOf('not-json', '', 'there is no JSON in the text')], changes: [] };
    return { value: reading.value, changes: reading.faults.map((message) => ({ rung: 0, path: '', message })) };
  }
}

function plainJson(value: unknown): Json | undefined {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return undefined;
  }
}

const hostile = new Set([
  'too-large',
  'too-deep',
  'too-many-components',
  'forbidden-name',
  'bad-permission',
  'not-json',
]);

function isHostile(issues: readonly Issue[]): boolean {
  return issues.some(({ code }) => hostile.has(code));
}

function repairFrom(value: Json, changes: RepairChange[], options: RepairOptions): Repair {
  const ladder = new Ladder(value, changes, options);
  ladder.climb(options.most ?? 4);
  return ladder.result();
}

/** One document on its way up: what it is now, what is wrong with it, what was changed. */
class Ladder {
  document: Json;
  issues: readonly Issue[] = [];
  readonly #changes: RepairChange[];
  readonly #options: ValidateOptions;
  #valid: Extract<ReturnType<typeof validateBlueprint>, { ok: true }> | undefined;
  readonly #most: number;
  #tries = 0;

  constructor(document: Json, changes: RepairChange[], options: RepairOptions) {
    this.document = document;
    this.#changes = changes;
    this.#options = options;
    this.#most = triesFor(JSON.stringify(document).length);
    this.#check(document);
  }

  climb(most: Rung): void {
    if (this.#valid !== undefined || isHostile(this.issues)) return;
    if (most >= 1) this.#straighten();
    if (most >= 1) this.#remedy(most);
    if (most >= 4) this.#replaceParts();
  }

  /** Puts another part in place; keeps the document as it was when that makes it worse. */
  replace(pointer: string, part: Json): boolean {
    return this.#accept(withValueAt(this.document, pointer, part));
  }

  result(): Repair {
    const changes = this.#changes;
    if (this.#valid === undefined) return { ok: false, issues: this.issues, changes };
    const rungs = changes.map(({ rung }) => rung);
    const { blueprint, warnings } = this.#valid;
    const highest = rungs.length === 0 ? null : (rungs.reduce((a, b) => (b > a ? b : a)) satisfies Rung);
    return { ok: true, blueprint, rung: highest, degraded: highest === 4, changes, warnings };
  }

  #check(document: Json): readonly Issue[] {
    this.#tries += 1;
    const validation = validateBlueprint(document, this.#options);
    this.#valid = validation.ok ? validation : undefined;
    this.document = document;
    this.issues = validation.ok ? [] : validation.issues;
    return this.issues;
  }

  /** Takes a document in place of the present one when it has fewer faults. */
  #accept(next: Json): boolean {
    if (this.#tries >= this.#most) return false;
    const before = { document: this.document, issues: this.issues };
    const after = this.#check(next);
    const gone = before.issues.filter((issue) => !after.some((other) => same(issue, other)));
    const come = after.filter((issue) => !before.issues.some((other) => same(issue, other)));
    // Faults of shape hide those between the parts: when they are gone, others come into sight.
    const deeper = before.issues.every(isShape) && !after.every(isShape);
    if (gone.length > come.length || this.#valid !== undefined || (deeper && gone.length > 0)) return true;
    this.document = before.document;
    this.issues = before.issues;
    return false;
  }

  #straighten(): void {
    const upgraded = upgradeBlueprint(this.document);
    const json = plainJson(upgraded.document) ?? this.document;
    const notes: RepairChange[] = upgraded.changes.map((change) => ({ rung: 1, ...change }));
    notes.push(...upgraded.losses.map(({ path, message }): RepairChange => ({ rung: 4, path, message })));
    const straight = straighten(json, notes);
    if (notes.length === 0) return;
    this.#check(straight);
    this.#changes.push(...notes);
  }

  #remedy(most: Rung): void {
    for (let found = true; found && this.#valid === undefined; ) {
      found = false;
      for (const issue of this.issues) {
        const remedy = remediesFor(issue, this.document).find(
          (each) => each.rung <= most && this.#accept(each.document),
        );
        if (remedy === undefined) continue;
        this.#changes.push({ rung: remedy.rung, path: issue.path, message: remedy.message });
        found = true;
        break;
      }
    }
  }

  #replaceParts(): void {
    while (this.#valid === undefined && this.#tries < this.#most) {
      const [issue] = this.issues;
      if (issue === undefined || isHostile(this.issues)) return;
      const next = withPlaceholder(issue, this.document, this.#changes);
      if (next === undefined) return;
      this.#check(next);
      this.#remedy(2);
    }
  }
}

function same(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.path === b.path;
}

const shapeCodes = new Set(['missing-field', 'unknown-field', 'wrong-type', 'bad-value']);

function isShape({ code }: Issue): boolean {
  return shapeCodes.has(code);
}
