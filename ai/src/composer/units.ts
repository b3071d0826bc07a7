/** Units that a converter knows, by what they measure, with factors to the first unit of each group. */

export interface Unit {
  /** Plural name, as a label shows it. */
  readonly name: string;
  readonly symbol: string;
  readonly aliases: readonly string[];
  /** value in the base unit = value × factor + offset. */
  readonly factor: number;
  readonly offset: number;
}

export interface Dimension {
  readonly name: string;
  readonly units: readonly Unit[];
}

function unit(name: string, symbol: string, factor: number, aliases: string, offset = 0): Unit {
  return { name, symbol, factor, offset, aliases: aliases.split(',').map((alias) => alias.trim()) };
}

export const dimensions: readonly Dimension[] = [
  {
    name: 'length',
    units: [
      unit('metres', 'm', 1, 'metre,metres,meter,meters,m'),
      unit('kilometres', 'km', 1000, 'kilometre,kilometres,kilometer,kilometers,km,kms'),
      unit('centimetres', 'cm', 0.01, 'centimetre,centimetres,centimeter,centimeters,cm'),
      unit('millimetres', 'mm', 0.001, 'millimetre,millimetres,millimeter,millimeters,mm'),
      unit('miles', 'mi', 1609.344, 'mile,miles,mi'),
      unit('yards', 'yd', 0.9144, 'yard,yards,yd'),
      unit('feet', 'ft', 0.3048, 'foot,feet,ft'),
      unit('inches', 'in', 0.0254, 'inch,inches'),
      unit('nautical miles', 'nmi', 1852, 'nautical mile,nautical miles,nmi'),
    ],
  },
  {
    name: 'mass',
    units: [
      unit('kilograms', 'kg', 1, 'kilogram,kilograms,kilogramme,kilogrammes,kilo,kilos,kg,kgs'),
      unit('grams', 'g', 0.001, 'gram,grams,gramme,grammes,g'),
      unit('milligrams', 'mg', 0.000001, 'milligram,milligrams,mg'),
      unit('pounds', 'lb', 0.45359237, 'pound,pounds,lb,lbs'),
      unit('ounces', 'oz', 0.028349523125, 'ounce,ounces,oz'),
      unit('stone', 'st', 6.35029318, 'stone,stones'),
      unit('tonnes', 't', 1000, 'tonne,tonnes,ton,tons'),
    ],
  },
  {
    name: 'temperature',
    units: [
      unit('celsius', '°C', 1, 'celsius,centigrade,°c,c'),
      unit('fahrenheit', '°F', 5 / 9, 'fahrenheit,°f,f', -160 / 9),
      unit('kelvin', 'K', 1, 'kelvin,kelvins', -273.15),
    ],
  },
  {
    name: 'volume',
    units: [
      unit('litres', 'l', 1, 'litre,litres,liter,liters,l'),
      unit('millilitres', 'ml', 0.001, 'millilitre,millilitres,milliliter,milliliters,ml'),
      unit('cups', 'cup', 0.2365882365, 'cup,cups'),
      unit('tablespoons', 'tbsp', 0.01478676478125, 'tablespoon,tablespoons,tbsp'),
      unit('teaspoons', 'tsp', 0.00492892159375, 'teaspoon,teaspoons,tsp'),
      unit('pints', 'pt', 0.473176473, 'pint,pints'),
      unit('gallons', 'gal', 3.785411784, 'gallon,gallons,gal'),
      unit('fluid ounces', 'fl oz', 0.0295735295625, 'fluid ounce,fluid ounces,fl oz'),
    ],
  },
  {
    name: 'area',
    units: [
      unit('square metres', 'm²', 1, 'square metre,square metres,square meter,square meters,sqm,m2'),
      unit('square feet', 'ft²', 0.09290304, 'square foot,square feet,sqft,sq ft'),
      unit('hectares', 'ha', 10_000, 'hectare,hectares,ha'),
      unit('acres', 'ac', 4046.8564224, 'acre,acres'),
    ],
  },
  {
    name: 'speed',
    units: [
      unit('kilometres per hour', 'km/h', 1, 'kilometres per hour,kilometers per hour,kmh,kph,km/h'),
      unit('miles per hour', 'mph', 1.609344, 'miles per hour,mph'),
      unit('metres per second', 'm/s', 3.6, 'metres per second,meters per second,m/s'),
      unit('knots', 'kn', 1.852, 'knot,knots'),
    ],
  },
  {
    name: 'time',
    units: [
      unit('minutes', 'min', 1, 'minute,minutes,min,mins'),
      unit('seconds', 's', 1 / 60, 'second,seconds,sec,secs'),
      unit('hours', 'h', 60, 'hour,hours,hr,hrs'),
      unit('days', 'd', 1440, 'day,days'),
      unit('weeks', 'wk', 10_080, 'week,weeks'),
    ],
  },
  {
    name: 'data',
    units: [
      unit('megabytes', 'MB', 1, 'megabyte,megabytes,mb'),
      unit('kilobytes', 'kB', 0.001, 'kilobyte,kilobytes,kb'),
      unit('gigabytes', 'GB', 1000, 'gigabyte,gigabytes,gb'),
      unit('terabytes', 'TB', 1_000_000, 'terabyte,terabytes,tb'),
    ],
  },
  {
    name: 'energy',
    units: [
      unit('kilojoules', 'kJ', 1, 'kilojoule,kilojoules,kj'),
      unit('kilocalories', 'kcal', 4.184, 'kilocalorie,kilocalories,kcal,calorie,calories'),
      unit('kilowatt hours', 'kWh', 3600, 'kilowatt hour,kilowatt hours,kwh'),
    ],
  },
];

/** Money has no fixed factor: the person gives the rate. */
export const currencyDimension: Dimension = {
  name: 'currency',
  units: [
    unit('euros', '€', 1, 'euro,euros,eur,€'),
    unit('dollars', '$', 1, 'dollar,dollars,usd,$'),
    unit('pounds', '£', 1, 'pound,pounds,gbp,sterling,£'),
    unit('francs', 'CHF', 1, 'franc,francs,chf'),
    unit('yen', '¥', 1, 'yen,jpy'),
    unit('rupees', '₹', 1, 'rupee,rupees,inr'),
  ],
};

export interface UnitPair {
  readonly dimension: Dimension;
  readonly from: Unit;
  readonly to: Unit;
  /** Number that was said with the first unit: "500 ml". */
  readonly amount: number | undefined;
}

interface Mention {
  readonly unit: Unit;
  readonly at: number;
  readonly amount: number | undefined;
}

function mentions(request: string, dimension: Dimension): Mention[] {
  const found: Mention[] = [];
  const text = request.toLowerCase();
  for (const candidate of dimension.units) {
    for (const alias of candidate.aliases) {
      const escaped = alias.replace(/[$.]/g, '\\$&').replace(/ /g, '\\s+');
      const pattern = new RegExp(
        `(?:(\\d+(?:[.,]\\d+)?)\\s*)?(?<![\\p{L}])(?:°\\s?)?${escaped}(?![\\p{L}\\p{N}])`,
        'gu',
      );
      for (const match of text.matchAll(pattern)) {
        const amount = match[1] === undefined ? undefined : Number(match[1].replace(',', '.'));
        const at = match.index + match[0].length;
        // "square metres" also contains "metres": the longer reading stays.
        const rival = found.findIndex((other) => other.at === at);
        if (rival >= 0 && (found[rival]?.unit.name.length ?? 0) >= candidate.name.length) continue;
        if (rival >= 0) found.splice(rival, 1);
        found.push({ unit: candidate, at, amount });
      }
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The two units that a request wants to go between, or undefined. */
export function unitPairIn(request: string): UnitPair | undefined {
  for (const dimension of [...dimensions, currencyDimension]) {
    const found = mentions(request, dimension).filter(
      (mention, index, all) => all.findIndex((other) => other.unit === mention.unit) === index,
    );
    const [first, second] = found;
    if (first === undefined || second === undefined) continue;
    const asksFirst =
      /\bhow (?:many|much)\b/i.test(request) || (second.amount !== undefined && first.amount === undefined);
    const [from, to] = asksFirst ? [second, first] : [first, second];
    return { dimension, from: from.unit, to: to.unit, amount: from.amount };
  }
  return undefined;
}
