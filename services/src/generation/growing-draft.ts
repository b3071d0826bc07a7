/**
 * One generated app while it grows: registered and launched with its first visible component, told to the browser
 * operation by operation, saved when complete. Rule: whatever way a generation ends, the draft ends either saved and
 * valid, or gone.
 */
import {
  applyOp,
  type Blueprint,
  type BlueprintOp,
  emptyDocument,
  type Json,
  OperationError,
  repairDocument,
} from '@agentos/blueprint';
import type { Drafts, Emit } from './contract.ts';
import { plainText } from './untrusted.ts';

export interface GrowingDraftOptions {
  readonly drafts: Drafts;
  readonly emit: Emit;
  readonly parentId: string | null;
  readonly traceparent: string;
}

export class GrowingDraft {
  readonly #options: GrowingDraftOptions;
  #document = emptyDocument();
  /** Operations that came before there was something to show. */
  #waiting: BlueprintOp[] = [];
  #appId: string | undefined;

  constructor(options: GrowingDraftOptions) {
    this.#options = options;
  }

  /** The running app, once there is one. */
  get appId(): string | undefined {
    return this.#appId;
  }

  /** Takes one operation; one that does not fit is told as an issue and left out. */
  async take(op: BlueprintOp): Promise<void> {
    if (op.op === 'issue') {
      this.issue(plainText(op.message));
      return;
    }
    try {
      this.#document = applyOp(this.#document, op);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      this.issue(`A part was left out: ${error.message}.`);
      return;
    }
    if (this.#appId !== undefined) {
      this.#tell(this.#appId, op);
      return;
    }
    this.#waiting.push(op);
    if (op.op === 'add' || op.op === 'open') await this.#launch();
  }

  /** Says what was repaired or left out; before the app runs it is said as a thought. */
  issue(message: string): void {
    if (this.#appId === undefined) this.#options.emit({ type: 'thought', content: message });
    else this.#options.emit({ type: 'ui_issue', app_id: this.#appId, message });
  }

  /** Saves the complete document and tells it; launches it first when no operation did. */
  async complete(document: Blueprint): Promise<{ appId: string; blueprint: Blueprint }> {
    const { drafts, parentId, traceparent, emit } = this.#options;
    if (this.#appId === undefined) {
      const app = await drafts.launch(document, { parentId, traceparent });
      this.#appId = app.id;
      emit({ type: 'ui_start', app_id: app.id });
    }
    const appId = this.#appId;
    const blueprint = await drafts.update(appId, document);
    emit({ type: 'ui_complete', app_id: appId, ui_spec: plainJson(blueprint) });
    return { appId, blueprint };
  }

  /** After a stop or a failure: keeps what is there when it is an app on its own, else removes every trace of it. */
  async settle(): Promise<void> {
    if (this.#appId === undefined) return;
    const partial = this.#document.blueprint;
    // A right that is needed and not asked for is no fault of a draft, which has none beside STANDARD.
    const whole = partial === null ? undefined : repairDocument(partial, { most: 1 });
    if (whole?.ok === true) {
      const { blueprint } = whole;
      this.issue('Stopped before the app was complete. What is there has been kept as a draft.');
      await this.complete({ ...blueprint, app: { ...blueprint.app, permissions: ['STANDARD'] } });
    } else await this.#options.drafts.discard(this.#appId);
  }

  async #launch(): Promise<void> {
    const { blueprint } = this.#document;
    if (blueprint === null) return;
    const { drafts, parentId, traceparent, emit } = this.#options;
    const { ui } = blueprint;
    // The registry gets the frame of the document; its components follow when they are complete and valid.
    const app = await drafts.launch({ ...blueprint, ui: { ...ui, components: [] } }, { parentId, traceparent });
    this.#appId = app.id;
    emit({ type: 'ui_start', app_id: app.id });
    for (const op of this.#waiting) {
      this.#tell(app.id, op.op === 'begin' ? { ...op, app: { ...op.app, id: app.package_id } } : op);
    }
    this.#waiting = [];
  }

  #tell(appId: string, op: BlueprintOp): void {
    this.#options.emit({ type: 'ui_op', app_id: appId, op: plainJson(op) });
  }
}

/** A document or an operation as the JSON that is sent. */
function plainJson(value: Blueprint | BlueprintOp): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}
