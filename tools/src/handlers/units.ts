/** Units and their exact factors. A unit is looked up by any of its names; conversion keeps to one quantity. */
import { ToolError } from '../error.ts';
import { Exact, formatDecimal } from './arithmetic.ts';

/** Value in the base unit = value × factor (a fraction where the factor has no finite decimal) + offset. */
interface Unit {
  readonly quantity: string;
  readonly factor: string;
  readonly divisor?: string;
  readonly offset?: string;
  readonly names: readonly string[];
}

const unit = (quantity: string, factor: string, ...names: string[]): Unit => ({ quantity, factor, names });

const units: readonly Unit[] = [
  unit('length', '0.001', 'mm', 'millimetre', 'millimeter'),
  unit('length', '0.01', 'cm', 'centimetre', 'centimeter'),
  unit('length', '1', 'm', 'metre', 'meter'),
  unit('length', '1000', 'km', 'kilometre', 'kilometer'),
  unit('length', '0.0254', 'in', 'inch', 'inches', '"'),
  unit('length', '0.3048', 'ft', 'foot', 'feet'),
  unit('length', '0.9144', 'yd', 'yard'),
  unit('length', '1609.344', 'mi', 'mile'),
  unit('length', '1852', 'nmi', 'nautical mile'),
  unit('length', '0.000001', 'µm', 'um', 'micrometre', 'micrometer'),
  unit('mass', '0.000001', 'mg', 'milligram'),
  unit('mass', '0.001', 'g', 'gram'),
  unit('mass', '1', 'kg', 'kilogram', 'kilo'),
  unit('mass', '1000', 't', 'tonne'),
  unit('mass', '0.028349523125', 'oz', 'ounce'),
  unit('mass', '0.45359237', 'lb', 'lbs', 'pound'),
  unit('mass', '6.35029318', 'st', 'stone'),
  { quantity: 'temperature', factor: '1', offset: '273.15', names: ['c', '°c', 'celsius'] },
  { quantity: 'temperature', factor: '5', divisor: '9', offset: '459.67', names: ['f', '°f', 'fahrenheit'] },
  unit('temperature', '1', 'k', 'kelvin'),
  unit('volume', '0.001', 'ml', 'millilitre', 'milliliter'),
  unit('volume', '0.01', 'cl', 'centilitre', 'centiliter'),
  unit('volume', '0.1', 'dl', 'decilitre', 'deciliter'),
  unit('volume', '1', 'l', 'litre', 'liter'),
  unit('volume', '1000', 'm3', 'm³', 'cubic metre', 'cubic meter'),
  unit('volume', '0.00492892159375', 'tsp', 'teaspoon'),
  unit('volume', '0.01478676478125', 'tbsp', 'tablespoon'),
  unit('volume', '0.0295735295625', 'fl oz', 'floz', 'fluid ounce'),
  unit('volume', '0.2365882365', 'cup'),
  unit('volume', '0.473176473', 'pt', 'pint'),
  unit('volume', '0.946352946', 'qt', 'quart'),
  unit('volume', '3.785411784', 'gal', 'gallon'),
  unit('speed', '1', 'm/s', 'mps', 'metre per second', 'meter per second'),
  {
    quantity: 'speed',
    factor: '1',
    divisor: '3.6',
    names: ['km/h', 'kmh', 'kph', 'kilometre per hour', 'kilometer per hour'],
  },
  unit('speed', '0.44704', 'mph', 'mi/h', 'mile per hour', 'miles per hour'),
  { quantity: 'speed', factor: '1852', divisor: '3600', names: ['kn', 'knot'] },
  unit('area', '0.0001', 'cm2', 'cm²', 'square centimetre', 'square centimeter'),
  unit('area', '1', 'm2', 'm²', 'square metre', 'square meter'),
  unit('area', '10000', 'ha', 'hectare'),
  unit('area', '1000000', 'km2', 'km²', 'square kilometre', 'square kilometer'),
  unit('area', '0.00064516', 'in2', 'in²', 'square inch'),
  unit('area', '0.09290304', 'ft2', 'ft²', 'square foot', 'square feet'),
  unit('area', '4046.8564224', 'acre', 'ac'),
  unit('area', '2589988.110336', 'mi2', 'mi²', 'square mile'),
  unit('time', '0.001', 'ms', 'millisecond'),
  unit('time', '1', 's', 'sec', 'second'),
  unit('time', '60', 'min', 'minute'),
  unit('time', '3600', 'h', 'hr', 'hour'),
  unit('time', '86400', 'd', 'day'),
  unit('time', '604800', 'wk', 'week'),
  unit('time', '31557600', 'yr', 'year'),
  unit('data', '0.125', 'bit'),
  unit('data', '1', 'byte', 'B'),
  unit('data', '1000', 'kB', 'kilobyte'),
  unit('data', '1000000', 'MB', 'megabyte'),
  unit('data', '1000000000', 'GB', 'gigabyte'),
  unit('data', '1000000000000', 'TB', 'terabyte'),
  unit('data', '1024', 'KiB', 'kibibyte'),
  unit('data', '1048576', 'MiB', 'mebibyte'),
  unit('data', '1073741824', 'GiB', 'gibibyte'),
  unit('data', '1099511627776', 'TiB', 'tebibyte'),
];

const byName = new Map<string, Unit>();
for (const entry of units) for (const name of entry.names) byName.set(name.toLowerCase(), entry);

function findUnit(text: string): Unit {
  const name = text.trim().toLowerCase();
  const found = byName.get(name) ?? byName.get(name.replace(/s$/, '')) ?? byName.get(name.replace(/es$/, ''));
  if (found === undefined) throw new ToolError('EINVAL', `the unit "${text}" is not known`);
  return found;
}

/**
 * Converts a value between two units of one quantity.
 *
 * @throws ToolError `EINVAL` for a value that is no number, an unknown unit, or units of two quantities
 */
export function convert(value: number | string, from: string, to: string): string {
  const text = String(value).trim().replace('−', '-');
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) {
    throw new ToolError('EINVAL', text === '' ? 'there is no number to convert' : `"${text}" is not a number`);
  }
  const [source, target] = [findUnit(from), findUnit(to)];
  if (source.quantity !== target.quantity) {
    throw new ToolError('EINVAL', `${from} is a ${source.quantity} and ${to} a ${target.quantity}`);
  }
  const base = new Exact(text)
    .plus(source.offset ?? 0)
    .times(source.factor)
    .div(source.divisor ?? 1);
  const result = base
    .times(target.divisor ?? 1)
    .div(target.factor)
    .minus(target.offset ?? 0);
  return formatDecimal(result);
}
