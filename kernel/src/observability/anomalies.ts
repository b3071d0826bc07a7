/**
 * Streaming statistics of one kind of value (Welford's method, in constant memory) and what is far from them. Durations are
 * compared as logarithms. Three looks at each value: the value itself against three standard deviations, a moving average
 * against the long mean, which finds a slowdown that hides in a wide spread, and the fastest of 32 in a row against what that
 * usually is. The last finds a slowdown of what has two speeds, where the slow one is as slow as ten times the fast one: there
 * mean and deviation say little, but the fast ones are missed.
 *
 * Real loads are not normal: each look raises its bound with every alarm and lets it down slowly, so that in the long run no
 * more than a fixed share of values raises one, whatever their distribution; the bound never falls below that for normal data.
 */

const warmUp = 100;
/** The past beyond so many values fades, so that a lasting change becomes the new normal. */
const memory = 10_000;
const leastSigmas = 3;
const mostSigmas = 60;
const step = 0.5;
const share = 1 / 400;
/** Of the moving average; about the last eight values. */
const weight = 1 / 8;
const narrowing = Math.sqrt((2 - weight) / weight);
const leastShift = 5;
const shiftStep = 0.5;
const shiftShare = 1 / 500;
/** Values of which the fastest is looked at, and such stretches before anything is told. */
const stretch = 32;
const warmUpStretches = 10;
const leastSlowing = 6;
/** Of all values. */
const slowingShare = 1 / 1_000;
/** What is not twice as slow is none, on a logarithmic scale. */
const leastFactor = Math.log(2);

export type Scale = 'log' | 'linear';

export interface Finding {
  readonly value: number;
  /** Geometric on a logarithmic scale. */
  readonly mean: number;
  /** Of the logarithm on a logarithmic scale. */
  readonly deviation: number;
  readonly sigmas: number;
  readonly samples: number;
}

export class Statistics {
  readonly #isLog: boolean;
  count = 0;
  #mean = 0;
  #variance = 0;
  #moving = 0;
  #bound = leastSigmas;
  #shiftBound = leastShift;
  #fastest = Number.POSITIVE_INFINITY;
  #stretches = 0;
  #fastestMean = 0;
  #fastestVariance = 0;
  #slowingBound = leastSlowing;

  constructor(scale: Scale) {
    this.#isLog = scale === 'log';
  }

  get mean(): number {
    return this.#told(this.#mean);
  }

  /** Standard deviation; of the logarithm on a logarithmic scale. */
  get deviation(): number {
    return Math.sqrt(this.#variance);
  }

  /** Takes a value in; tells when it is far from the ones before. */
  observe(value: number): Finding | undefined {
    const x = this.#isLog ? Math.log(value > 1e-3 ? value : 1e-3) : value;
    const finding = this.count >= warmUp ? this.#judge(x, value) : undefined;
    const count = ++this.count;
    const part = count < memory ? 1 / count : 1 / memory;
    const delta = x - this.#mean;
    this.#mean += delta * part;
    // Welford's update; with a fixed part the past fades.
    const variance = (1 - part) * (this.#variance + part * delta * delta);
    this.#variance = count === 1 ? 0 : variance;
    if (count <= warmUp) this.#moving = this.#mean;
    if (x < this.#fastest) this.#fastest = x;
    return count % stretch === 0 ? (this.#endStretch() ?? finding) : finding;
  }

  /** What is told of a stretch is about its fastest value. */
  #endStretch(): Finding | undefined {
    const fastest = this.#fastest;
    this.#fastest = Number.POSITIVE_INFINITY;
    const delta = fastest - this.#fastestMean;
    const deviation = Math.max(
      Math.sqrt(this.#fastestVariance),
      this.#isLog ? 0.02 : Math.abs(this.#fastestMean) * 1e-6,
    );
    const sigmas = delta / deviation;
    const isSlow = !this.#isLog || delta > leastFactor;
    let finding: Finding | undefined;
    if (this.#stretches >= warmUpStretches && isSlow && sigmas > this.#slowingBound) {
      this.#slowingBound = Math.min(mostSigmas, this.#slowingBound + shiftStep);
      const usual = this.#told(this.#fastestMean);
      finding = { value: this.#told(fastest), mean: usual, deviation, sigmas, samples: this.count };
    } else if (this.#slowingBound > leastSlowing) {
      this.#slowingBound = Math.max(leastSlowing, this.#slowingBound - shiftStep * stretch * slowingShare);
    }
    const stretches = ++this.#stretches;
    const part = Math.max(1 / stretches, stretch / memory);
    this.#fastestMean += delta * part;
    this.#fastestVariance = stretches === 1 ? 0 : (1 - part) * (this.#fastestVariance + part * delta * delta);
    return finding;
  }

  /** A value as it came. */
  #told(x: number): number {
    return this.#isLog ? Math.exp(x) : x;
  }

  #judge(x: number, value: number): Finding | undefined {
    const deviation = Math.max(Math.sqrt(this.#variance), this.#isLog ? 0.02 : Math.abs(this.#mean) * 1e-6 + 1e-9);
    const sigmas = (x - this.#mean) / deviation;
    this.#moving += (x - this.#moving) * weight;
    const shift = ((this.#moving - this.#mean) / deviation) * narrowing;
    const { count } = this;
    // A mean and a deviation of few values are uncertain themselves: Student's distribution instead of the normal one.
    const widened = count < 5_000 ? Math.sqrt(1 + 1 / count) * (1 + 2.5 / (count - 1)) : 1;
    let found = false;
    if (Math.abs(sigmas) > this.#bound * widened) {
      found = true;
      this.#bound = Math.min(mostSigmas, this.#bound + step * (1 - share));
    } else if (this.#bound > leastSigmas) {
      this.#bound = Math.max(leastSigmas, this.#bound - step * share);
    }
    let told = sigmas;
    if (Math.abs(shift) > this.#shiftBound * widened) {
      if (!found) told = shift;
      found = true;
      this.#shiftBound = Math.min(mostSigmas, this.#shiftBound + shiftStep * (1 - shiftShare));
      this.#moving = this.#mean;
    } else if (this.#shiftBound > leastShift) {
      this.#shiftBound = Math.max(leastShift, this.#shiftBound - shiftStep * shiftShare);
    }
    if (!found) return undefined;
    return { value, mean: this.mean, deviation: Math.sqrt(this.#variance), sigmas: told, samples: count };
  }
}
