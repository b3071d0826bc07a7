export { deriveCapabilities } from './capabilities.ts';
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
export { compileExpression, type Expression, isExpression, literalText } from './expression/compile.ts';
export { ExpressionError } from './expression/error.ts';
export { type Environment, expressionFunctions } from './expression/functions.ts';
export { displayText, truthy } from './expression/values.ts';
export type { Issue } from './issues.ts';
export { isObject, type Json, type JsonObject, jsonEqual } from './json.ts';
export * from './operation.ts';
export { applyOp, emptyDocument, type GrowingDocument, OperationError, toOperations } from './operations.ts';
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
export { allSteps, handlersOf, holdsExpression, normalize, stepsOf, walk } from './tree.ts';
export {
  maxBytes,
  maxComponents,
  maxDocumentDepth,
  parseBlueprint,
  type Validation,
  validateBlueprint,
} from './validate.ts';
