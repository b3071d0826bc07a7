/** What an upgrade did, place by place. Nothing is changed or lost without an entry here. */
import type { Json } from '../json.ts';

export interface UpgradeNote {
  /** JSON pointer into the older document. */
  readonly path: string;
  readonly message: string;
}

export interface UpgradeLoss extends UpgradeNote {
  /** What stood there. */
  readonly original: Json;
}

export class UpgradeReport {
  readonly changes: UpgradeNote[] = [];
  readonly losses: UpgradeLoss[] = [];

  change(path: string, message: string): void {
    this.changes.push({ path, message });
  }

  lose(path: string, message: string, original: Json): void {
    this.losses.push({ path, message, original });
  }
}
