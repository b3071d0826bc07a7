export {
  type BindKind,
  type ButtonIcon,
  buttonIcons,
  type ComponentDefinition,
  type ComponentType,
  componentDefinitions,
  findComponent,
  isComponentType,
} from './components.ts';
export { DataPathError, getPath, setPath, updatePath } from './data-path.ts';
export * from './document.ts';
export { drawable } from './drawable.ts';
export { diff, type EditSummary, summarize } from './edit/diff.ts';
export { type Edit, EditHistory, inverse, patch } from './edit/history.ts';
export { compileExpression, type Expression, isExpression, literalText, writtenText } from './expression/compile.ts';
export { ExpressionError } from './expression/error.ts';
export { type Environment, expressionFunctions } from './expression/functions.ts';
export { loadRegularExpressions, provideRegularExpressions, type RegularExpressions } from './expression/patterns.ts';
export { usesRegularExpressions } from './expression/uses.ts';
export { displayText, truthy } from './expression/values.ts';
export { formatBlueprint } from './format.ts';
export { importA2ui, isA2ui } from './import/a2ui.ts';
export type { Imported, ImportIssue } from './import/importer.ts';
export { importJsonRender, isJsonRender } from './import/json-render.ts';
export { type IssueCode, issueCodes } from './issue-codes.ts';
export { type Issue, issueOf } from './issues.ts';
export { isJson, isObject, type Json, type JsonObject, jsonEqual } from './json.ts';
export { maxBytes, maxComponents, maxDocumentDepth } from './limits.ts';
export * from './operation.ts';
export { applyOp, emptyDocument, GrowingDocument, OperationError, toOperations } from './operations.ts';
export {
  type Cause,
  type DeclaredPermissions,
  type DerivedPermission,
  deriveCapabilities,
  derivePermissions,
  effectivePermissions,
  holdAgainst,
} from './permissions.ts';
export {
  type Repair,
  type RepairChange,
  type RepairOptions,
  type RetryPart,
  type Rung,
  repairDocument,
  repairText,
  repairTextWith,
} from './repair/repair.ts';
export {
  type Frame,
  locate,
  lookup,
  readPath,
  refreshAll,
  type Scope,
  withVariable,
  writePath,
} from './scope.ts';
export { familyOf, type ServiceScope, type ServiceScopes, serviceRefusal, serviceScopes } from './service-scope.ts';
export { createStreamReader, type StreamEnd, type StreamIssue, type StreamReader } from './stream/reader.ts';
export { asHandler, handlerArguments } from './tool-params.ts';
export { allSteps, handlersOf, holdsExpression, normalize, stepsOf, walk, walkAll } from './tree.ts';
export { type Upgrade, type UpgradeLoss, type UpgradeNote, upgradeBlueprint } from './upgrade/upgrade.ts';
export {
  parseBlueprint,
  type Validation,
  validateBlueprint,
} from './validate.ts';
