/** The reference of the tools of mathematics, made from their declarations. */
import { toolDeclarations } from '@agentos/tools';
import { fieldsOf } from './tool-types.ts';

/** `math.` and the first of each family → its heading; a tool belongs to the last heading before it. */
const headings: Readonly<Record<string, string>> = {
  'math.evaluate': 'Calculator and units',
  'math.pi': 'Constants',
  'math.add': 'Arithmetic',
  'math.sin': 'Trigonometry (radians)',
  'math.celsiusToFahrenheit': 'Conversions',
  'math.mean': 'Statistics',
  'math.factorial': 'Whole numbers',
  'math.gamma': 'Special functions',
  'math.matrix_add': 'Matrices and vectors',
  'math.precise.add': 'Exact decimals',
  'math.simplify': 'Algebra and calculus',
};

export function mathPage(): string {
  const tools = toolDeclarations.filter((tool) => tool.id.startsWith('math.'));
  const lines = tools.flatMap((tool) => {
    const heading = headings[tool.id];
    const opening =
      heading === undefined
        ? []
        : ['', `## ${heading}`, '', '| tool | what | parameters | result |', '|---|---|---|---|'];
    const cells = [`\`${tool.id}\``, tool.description, fieldsOf(tool.params), fieldsOf(tool.result)];
    return [...opening, `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`];
  });
  return `# Tools of mathematics

<!-- Generated from tools/src/families by \`make docs\`. -->

${tools.length} tools. They run in the shell, need no capability and see nothing but their parameters. The result is in \`value\`, a finite number
unless it says otherwise. What has no such result is an error: \`EDOM\` no value (division by zero, logarithm of −1), \`ERANGE\` too large,
\`EINVAL\` wrong parameters, \`E2BIG\` too much, \`ENOTSUP\` not solved, \`ETIMEDOUT\` too long.

Algebra and calculus take text: \`+ - * / ^ ( )\`, variables of one letter (digits may follow), \`pi\`, \`e\`, \`i\`, and \`sqrt\`, \`cbrt\`, \`abs\`, \`exp\`,
\`ln\`, \`log10\`, \`log2\`, \`sin\` to \`cot\`, \`asin\`, \`acos\`, \`atan\`, \`sinh\` to \`atanh\`. \`log\` is refused, since it means two things. At most 500
characters, 200 parts, 30 levels, powers to 40. Every answer is compared with numbers at random points before it is given; one that does
not agree is an error. They run in a thread of their own that is ended after 5 seconds.
${lines.join('\n')}
`;
}
