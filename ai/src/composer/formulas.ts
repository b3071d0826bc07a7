/** Calculations that the composer knows by name. Inputs are paths below `input`; results are expressions over them. */
import type { FieldType } from './plan.ts';

export interface FormulaInput {
  readonly key: string;
  readonly label: string;
  readonly type: Extract<FieldType, 'number' | 'money'>;
  readonly unit: string;
  readonly initial: number | null;
  /** Names under which a person may mean this input. */
  readonly meant: RegExp;
}

export interface FormulaResult {
  readonly label: string;
  /** Over the keys of the inputs, each written as `{key}`. */
  readonly expression: string;
  readonly decimals: number;
  readonly unit: string;
}

export interface Formula {
  readonly id: string;
  readonly asked: RegExp;
  readonly name: string;
  readonly inputs: readonly FormulaInput[];
  readonly results: readonly FormulaResult[];
}

function number(key: string, label: string, unit: string, initial: number | null, meant: RegExp): FormulaInput {
  return { key, label, type: 'number', unit, initial, meant };
}
function money(key: string, label: string, initial: number | null, meant: RegExp): FormulaInput {
  return { key, label, type: 'money', unit: '', initial, meant };
}
function result(label: string, expression: string, decimals = 2, unit = ''): FormulaResult {
  return { label, expression, decimals, unit };
}

const monthlyRate = '({rate} / 1200)';
const months = '({years} * 12)';
const payment = `({rate} == 0 ? {amount} / ${months} : {amount} * ${monthlyRate} / (1 - pow(1 + ${monthlyRate}, -${months})))`;

export const formulas: readonly Formula[] = [
  {
    id: 'tip',
    asked: /\b(tips?|gratuity|split(ting)? ((a|the|our|my) )?(bill|check|cheque|tab))\b/,
    name: 'Tip calculator',
    inputs: [
      money('bill', 'Bill', null, /bill|check|amount|total|price/),
      number('tip', 'Tip', '%', 15, /tip|gratuity|percent|rate/),
      number('people', 'People', '', 1, /people|persons?|friends|split|guests|number/),
    ],
    results: [
      result('Tip', '{bill} * {tip} / 100'),
      result('Total', '{bill} * (1 + {tip} / 100)'),
      result('Each person pays', '{people} > 0 ? {bill} * (1 + {tip} / 100) / {people} : null'),
    ],
  },
  {
    id: 'bmi',
    asked: /\b(bmi|body mass)\b/,
    name: 'BMI calculator',
    inputs: [
      number('weight', 'Weight', 'kg', null, /weight|mass|kg/),
      number('height', 'Height', 'cm', null, /height|tall|cm/),
    ],
    results: [result('BMI', '{height} > 0 ? {weight} / pow({height} / 100, 2) : null', 1)],
  },
  {
    id: 'loan',
    asked: /\b(loan|mortgage|instal?lments?|monthly payment|credit|financing)\b/,
    name: 'Loan calculator',
    inputs: [
      money('amount', 'Loan amount', null, /amount|loan|principal|price|sum/),
      number('rate', 'Interest rate', '%', 4, /rate|interest|apr|percent/),
      number('years', 'Years', '', 20, /years?|term|duration|period/),
    ],
    results: [
      result('Monthly payment', `{years} > 0 ? ${payment} : null`),
      result('Paid in total', `{years} > 0 ? ${payment} * ${months} : null`),
      result('Interest in total', `{years} > 0 ? ${payment} * ${months} - {amount} : null`),
    ],
  },
  {
    id: 'discount',
    asked: /\b(discount(ed|s)?|percent(age)? off|% off|sale price|reduced price)\b/,
    name: 'Discount calculator',
    inputs: [
      money('price', 'Original price', null, /price|cost|original|amount/),
      number('off', 'Discount', '%', 20, /percent|discount|off|rate|reduction|%/),
    ],
    results: [
      result('Price after discount', '{price} * (1 - {off} / 100)'),
      result('You save', '{price} * {off} / 100'),
    ],
  },
  {
    id: 'tax',
    asked: /\b(vat|sales tax|tax|gst|net (to|and|or) gross|gross (to|and|or) net)\b/,
    name: 'Tax calculator',
    inputs: [
      money('net', 'Net amount', null, /net|amount|price|cost|income/),
      number('tax', 'Tax rate', '%', 20, /rate|tax|vat|percent/),
    ],
    results: [result('Tax', '{net} * {tax} / 100'), result('Gross amount', '{net} * (1 + {tax} / 100)')],
  },
  {
    id: 'savings',
    asked: /\b(compound|savings?|invest(ment|ing)?|interest)\b/,
    name: 'Savings calculator',
    inputs: [
      money('start', 'Starting amount', 1000, /start|initial|principal|deposit|amount|capital/),
      money('monthly', 'Added each month', 0, /monthly|month|contribution|added|regular/),
      number('rate', 'Yearly interest', '%', 3, /rate|interest|return|percent/),
      number('years', 'Years', '', 10, /years?|term|duration|period/),
    ],
    results: [
      result(
        'Final amount',
        `{rate} == 0 ? {start} + {monthly} * ${months} : {start} * pow(1 + ${monthlyRate}, ${months}) + {monthly} * (pow(1 + ${monthlyRate}, ${months}) - 1) / ${monthlyRate}`,
      ),
      result('Paid in', `{start} + {monthly} * ${months}`),
    ],
  },
  {
    id: 'fuel',
    asked: /\b(fuel|petrol|gas(oline)? cost|mileage|trip cost|road trip)\b/,
    name: 'Fuel cost calculator',
    inputs: [
      number('distance', 'Distance', 'km', null, /distance|km|miles|kilomet/),
      number('use', 'Fuel use per 100 km', 'l', 6, /use|consumption|economy|litres per|per 100/),
      money('price', 'Price per litre', 1.7, /price|cost/),
    ],
    results: [result('Fuel', '{distance} * {use} / 100', 1, 'l'), result('Cost', '{distance} * {use} / 100 * {price}')],
  },
  {
    id: 'speed',
    asked: /\b(speed|pace|how fast)\b/,
    name: 'Speed calculator',
    inputs: [
      number('distance', 'Distance', 'km', null, /distance|km|miles|length/),
      number('time', 'Time', 'min', null, /time|duration|minutes|hours/),
    ],
    results: [
      result('Speed', '{time} > 0 ? {distance} / ({time} / 60) : null', 1, 'km/h'),
      result('Pace', '{distance} > 0 ? {time} / {distance} : null', 2, 'min/km'),
    ],
  },
  {
    id: 'area',
    asked: /\b(area|surface|floor space|square (metres|meters|feet))\b/,
    name: 'Area calculator',
    inputs: [
      number('length', 'Length', 'm', null, /length|long|side/),
      number('width', 'Width', 'm', null, /width|wide|breadth|height/),
    ],
    results: [result('Area', '{length} * {width}', 2, 'm²'), result('Perimeter', '2 * ({length} + {width})', 2, 'm')],
  },
  {
    id: 'wage',
    asked: /\b(wages?|pay ?check|salary|hourly|earnings)\b/,
    name: 'Pay calculator',
    inputs: [
      number('hours', 'Hours', 'h', null, /hours?|time/),
      money('rate', 'Pay per hour', null, /rate|pay|wage|hourly|salary/),
    ],
    results: [result('Pay', '{hours} * {rate}')],
  },
  {
    id: 'percentage',
    asked: /\b(percent(age)?s?|%)/,
    name: 'Percentage calculator',
    inputs: [
      number('percent', 'Percent', '%', 10, /percent|%/),
      number('whole', 'Of', '', null, /of|whole|number|amount|value|total/),
    ],
    results: [result('Result', '{percent} / 100 * {whole}'), result('Rest', '{whole} - {percent} / 100 * {whole}')],
  },
];
