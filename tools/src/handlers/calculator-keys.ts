/**
 * What a key press does to the expression on a calculator's display. Pure: text in, text out. The rule: the expression
 * stays one that a person could have meant (no two operators in a row, one decimal point a number, no bracket closed
 * that was not opened).
 */

const operators = '+−×÷^';
const aliases: Record<string, string> = { '-': '−', '*': '×', '/': '÷' };

const functions = new Set(['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'ln', 'log', 'exp', 'abs', '√']);
/** A function at the end of an expression, with the bracket that it opened. */
const lastFunction = /(?:a?(?:sin|cos|tan)|ln|log|exp|abs|√)\($/;

/** The expression after `key`; `fresh` tells that it is the result of a finished calculation. */
export function pressKey(expression: string, key: string, fresh: boolean): string {
  const sign = aliases[key] ?? key;
  if (sign === 'clear') return '';
  if (sign === 'back') return fresh ? '' : expression.replace(lastFunction, '(').slice(0, -1);
  if (sign === 'sign') return negateLast(expression.replace(/^-/, '−'));
  if (operators.includes(sign)) return pressOperator(expression, sign);
  if (sign === '%' || sign === '!') return endsValue(expression) ? `${expression}${sign}` : expression;
  const start = fresh ? '' : expression;
  if (sign === '(' || sign === 'π' || sign === 'e') return `${start}${endsValue(start) ? '×' : ''}${sign}`;
  if (functions.has(sign)) return `${start}${endsValue(start) ? '×' : ''}${sign}(`;
  if (sign === ')') return pressClose(start);
  if (sign === '.') return pressPoint(start);
  return pressDigit(start, sign);
}

function endsValue(expression: string): boolean {
  return /[\d.)%πe!]$/.test(expression);
}

/** The number that is being typed, without its sign; empty after an operator or bracket. */
function openNumber(expression: string): string {
  return /[\d.]*$/.exec(expression)?.[0] ?? '';
}

function pressDigit(expression: string, digit: string): string {
  const number = openNumber(expression);
  if (number === '0') return `${expression.slice(0, -1)}${digit}`;
  return `${expression}${number === '' && endsValue(expression) ? '×' : ''}${digit}`;
}

function pressPoint(expression: string): string {
  const number = openNumber(expression);
  if (number.includes('.')) return expression;
  if (number !== '') return `${expression}.`;
  return `${expression}${endsValue(expression) ? '×' : ''}0.`;
}

function pressOperator(expression: string, operator: string): string {
  const body = expression.replace(/\.$/, '');
  const kept = body.replace(/[+−×÷^]+$/, '');
  if (kept === '' || kept.endsWith('(')) {
    // Only a minus can begin: it negates. After an empty display the others take a zero to work on.
    if (operator === '−') return `${kept}−`;
    return kept === '' ? `0${operator}` : expression;
  }
  // 7 × − 3: a minus after × ÷ ^ negates what follows.
  if (operator === '−' && /[×÷^]$/.test(body)) return `${body}−`;
  return `${kept}${operator}`;
}

function pressClose(expression: string): string {
  const open = [...expression].reduce((count, char) => count + (char === '(' ? 1 : char === ')' ? -1 : 0), 0);
  return open > 0 && endsValue(expression) ? `${expression})` : expression;
}

/** Turns the sign of the last number over: 7×8 → 7×(−8) → 7×8, 7+8 → 7−8, 8 → −8. */
function negateLast(expression: string): string {
  const wrapped = /^(.*)\(−([\d.]+%?)\)?$/.exec(expression);
  if (wrapped !== null) return `${wrapped[1] ?? ''}${wrapped[2] ?? ''}`;
  const found = /^(.*?)([+−×÷^(]?)((?:\d+\.?\d*|\.\d+)(?:e[+−-]?\d+)?%?)$/.exec(expression);
  if (found === null) return expression === '' || /[+×÷^(]$/.test(expression) ? `${expression}(−` : expression;
  const [, before = '', operator = '', number = ''] = found;
  if (operator === '') return `−${number}`;
  const unary = operator === '−' && (before === '' || /[×÷^(]$/.test(before));
  if (unary) return `${before}${number}`;
  if (operator === '+') return `${before}−${number}`;
  if (operator === '−') return `${before}+${number}`;
  return operator === '(' ? `${before}(−${number}` : `${before}${operator}(−${number})`;
}
