/** What every check of a document shares: the document, what is known of it as a whole, and where faults are told. */
import type { Blueprint, Component } from './document.ts';
import type { IssueCode } from './issue-codes.ts';
import { type Issue, issueOf } from './issues.ts';
import { type ServiceScopes, serviceScopes } from './service-scope.ts';
import { walkAll } from './tree.ts';

export class CheckContext {
  readonly blueprint: Blueprint;
  readonly tolerant: boolean;
  readonly issues: Issue[] = [];
  readonly warnings: Issue[] = [];
  readonly scopes: ServiceScopes;
  /** Every component that has an id. */
  readonly byId: ReadonlyMap<string, Component>;

  constructor(blueprint: Blueprint, tolerant: boolean) {
    this.blueprint = blueprint;
    this.tolerant = tolerant;
    this.scopes = serviceScopes(blueprint.services ?? []);
    const byId = new Map<string, Component>();
    for (const { component } of walkAll(blueprint)) if (component.id !== undefined) byId.set(component.id, component);
    this.byId = byId;
  }

  /** Something that keeps the document from being armed. */
  issue(code: IssueCode, path: string, message: string, fix?: string): void {
    this.issues.push(issueOf(code, path, message, fix));
  }

  warn(code: IssueCode, path: string, message: string, fix?: string): void {
    this.warnings.push(issueOf(code, path, message, fix));
  }

  /** A fault that a newer or foreign system may not have: a warning when the check is tolerant. */
  unknown(code: IssueCode, path: string, message: string, fix?: string): void {
    if (this.tolerant) this.warn(code, path, message, fix);
    else this.issue(code, path, message, fix);
  }
}
