/** Reference pages of the Blueprint language that come from its own tables: expressions, and what the validator says. */
import { issueCodes } from '@agentos/blueprint';
import { maxOutput, maxSteps } from '@agentos/blueprint/expression/budget';
import { expressionFunctions } from '@agentos/blueprint/expression/functions';
import {
  exampleData,
  type FunctionReference,
  functionReferences,
} from '@agentos/blueprint/expression/functions/reference';
import { maxPattern } from '@agentos/blueprint/expression/patterns';
import { maxDepth } from '@agentos/blueprint/expression/syntax';
import { maxLength } from '@agentos/blueprint/expression/tokens';

const titles: Readonly<Record<string, string>> = {
  lists: 'Lists',
  records: 'Records and values of any kind',
  numbers: 'Numbers',
  text: 'Text',
  time: 'Dates and times',
  chance: 'The clock, chance and ids',
};

const grammar = `expression = choice ;
choice     = or, [ "?", choice, ":", choice ] ;
or         = and, { "||", and } ;
and        = equality, { "&&", equality } ;
equality   = order, { ( "==" | "!=" ), order } ;
order      = sum, { ( "<" | "<=" | ">" | ">=" ), sum } ;
sum        = product, { ( "+" | "-" ), product } ;
product    = unary, { ( "*" | "/" | "%" ), unary } ;
unary      = ( "-" | "!" ), unary | postfix ;
postfix    = primary, { ".", member | "[", choice, "]" } ;
primary    = number | string | "true" | "false" | "null" | call | name | list | record | "(", choice, ")" ;
call       = name, "(", [ choice, { ",", choice } ], ")" ;
list       = "[", [ choice, { ",", choice } ], "]" ;
record     = "{", [ field, { ",", field } ], "}" ;
field      = ( name | string ), ":", choice ;
name       = letter, { letter | digit }, [ "$", ( letter | digit ), { letter | digit } ] ;
member     = ( letter | digit ), { letter | digit }, [ "$", ( letter | digit ), { letter | digit } ] ;
number     = ( digits, [ "." , [ digits ] ] | ".", digits ), [ ( "e" | "E" ), [ "+" | "-" ], digits ] ;
string     = "'", { character | escape }, "'" | '"', { character | escape }, '"' ;
escape     = "\\\\", ( "n" | "t" | "\\\\" | "'" | '"' ) ;
letter     = "A" … "Z" | "a" … "z" | "_" ;`;

export function expressionPage(): string {
  const families = Object.entries(functionReferences).map(([family, functions]) => {
    const rows = Object.entries<FunctionReference>(functions).map(([name, { description, example, result }]) => {
      const signature = expressionFunctions[name]?.signature ?? name;
      return `| \`${cell(signature)}\` | ${cell(description)} | \`${cell(example)}\` | \`${cell(JSON.stringify(result))}\` |`;
    });
    return `### ${titles[family] ?? family}

| function | gives | example | result |
|---|---|---|---|
${rows.join('\n')}`;
  });
  return `# Expressions of Blueprint

<!-- Generated from blueprint/src/expression by \`make docs\`. -->

A string of a document that starts with one \`=\` is an expression: it is computed from the data of the app, and again when
that data changes. \`==\` at its start stands for a literal \`=\`. The language is total: an expression gives a JSON value or
one error that says where it is; it cannot loop, assign, call tools or reach anything but own properties of data.

## Grammar

\`\`\`ebnf
${grammar}
\`\`\`

Between tokens there may be spaces. The operators of one line have the same strength and group from the left.
The names \`__proto__\`, \`constructor\` and \`prototype\` are refused everywhere.

## Values

- An unknown path is nothing (\`null\`). Arithmetic with nothing gives nothing, as an empty cell of a sheet does; a comparison
  with it does not hold.
- Nothing, \`false\`, \`0\`, empty text and the empty list do not hold; \`a || b\` gives \`a\` when it holds, else \`b\`.
- \`==\` compares whole values, lists and records included. \`<\` compares numbers, or texts as people sort them.
- \`+\` adds numbers and joins texts. Numbers are IEEE doubles, shown with at most 15 significant digits.
- A wrong type, a division by zero and an unknown function are errors.
- \`.\` and \`[ ]\` read own properties: fields of records, positions of lists from 0, with \`[ ]\` also characters of texts.

## Limits

${maxLength.toLocaleString('en')} characters, ${maxDepth} levels, ${maxSteps.toLocaleString('en')} steps (about one for each part and each entry that is visited) and
${maxOutput.toLocaleString('en')} characters of new text in one evaluation. Regular expressions have at most ${maxPattern} characters and are read in time
that grows in step with the text (RE2): no looking ahead or behind, no back references. They are loaded for documents that use them.

## Functions

Where a signature says \`condition\`, \`value\` or \`key\` after a list, that argument is evaluated for each entry, with \`item\` and
\`index\`. Arguments at the end may be left out where their meaning is plain. The examples read this data:

\`\`\`json
${JSON.stringify(exampleData)}
\`\`\`

${families.join('\n\n')}
`;
}

export function issuePage(): string {
  const rows = Object.entries(issueCodes).map(([code, sentence]) => `| \`${code}\` | ${cell(sentence)} |`);
  return `# What the Blueprint validator says

<!-- Generated from blueprint/src/issue-codes.ts by \`make docs\`. -->

Each issue has a \`code\` from this table, a \`path\` (JSON pointer into the document), a \`message\` that says what to do, and a
\`fix\` (what to write instead) where that is known. Codes stay as they are; messages may be worded better.

| code | meaning |
|---|---|
${rows.join('\n')}
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
