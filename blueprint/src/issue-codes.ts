/** The stable codes of what a validator says, each with the sentence that the documentation gives for it. */

export const issueCodes = {
  // the text
  'not-json': 'The text is not JSON, or a value was passed that JSON does not have.',
  'too-large': 'The document has more bytes than are allowed.',
  'too-deep': 'Records and lists are nested deeper than is allowed.',
  'too-many-components': 'There are more components than are allowed, templates counted wherever they are used.',
  'too-many-timers': 'More intervals and refreshed sources than are allowed would run at once.',
  'forbidden-name': 'A name reaches the prototype of an object and is refused everywhere.',
  // shapes
  'missing-field': 'A field that is needed is not there.',
  'unknown-field': 'The language has no such field at this place.',
  'wrong-type': 'A value has another type than its field.',
  'bad-value': 'A value has the right type and is not one that is allowed.',
  // names
  'duplicate-id': 'Two components have the same id.',
  'unknown-id': 'No component has the id that is named.',
  'bad-name': 'A name in data cannot be written in a path or an expression.',
  'duplicate-name': 'Data, computed values and sources share one name space, and this name is taken.',
  'bad-path': 'A path is not made of names joined by dots.',
  'unknown-path': 'A path leads to nothing that data holds.',
  'read-only-path':
    'The value at this path is computed, answered by a tool or given by an event, and cannot be written.',
  'not-a-list': 'What is repeated is not a list.',
  // expressions
  'bad-expression': 'An expression does not follow the grammar, calls an unknown function or passes its limits.',
  'not-an-expression': 'Only an expression may stand here; it starts with =.',
  'unknown-name': 'An expression reads a name that nothing defines; it is nothing until something writes it.',
  'impure-expression': 'The clock, chance and new ids are known only in handlers and in the arguments of sources.',
  'bad-pattern': 'A regular expression does not compile.',
  // components
  'unknown-component': 'There is no component type of this name.',
  'unknown-property': 'The component type has no such property.',
  'bad-property': 'The value does not fit the property.',
  'literal-only': 'This property is never an expression, so that data cannot leave through it.',
  'unsafe-address': 'An address is of a form, or at an origin, that the app may not load from.',
  'not-bindable': 'The component type has no value that could be bound.',
  'unknown-event': 'The component type has no such event.',
  'no-children': 'The component type draws no children.',
  'label-lacks-text':
    'The label of a button does not say what is read on it, so that someone who speaks the text does not press it.',
  'rule-without-value': 'Rules for a value stand at a component that binds none.',
  'empty-rule': 'A rule demands nothing.',
  // templates
  'unknown-template': 'There is no template of this name.',
  'missing-parameter': 'A parameter of the template is not given.',
  'unknown-parameter': 'The template has no such parameter.',
  'template-cycle': 'Templates use each other without end.',
  // computed values and sources
  'computed-cycle': 'Computed values or sources read each other without end.',
  // tools
  'unknown-tool': 'There is no tool of this name.',
  'unknown-argument': 'The tool has no such argument.',
  'missing-argument': 'The tool needs an argument that is not given.',
  'bad-argument': 'The value does not fit the argument of the tool.',
  'unknown-service': 'No family of tools has this name.',
  'service-not-declared': 'A tool is used whose family or name is not in `services`.',
  'service-refused': 'A tool would change something, or leave a folder, although `services` says that it does not.',
  // permissions
  'bad-permission': 'A permission does not follow the grammar of capabilities.',
  'permission-missing': 'A handler uses a tool that needs a permission which the app does not ask for.',
  'permission-unused': 'The app asks for a permission that nothing in it needs; it is not given.',
  // versions
  'bad-migration': 'Migrations are out of order, or go beyond the version of the data.',
  'unsupported-requirement': 'The app needs a component or a version of the system that is not here.',
} as const;

export type IssueCode = keyof typeof issueCodes;
