/** One line of the bench. Machines are noisy: compare what one run printed, not two. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit:
    | 'ms'
    | 'bytes'
    | 'requests'
    | 'RCU'
    | 'WCU'
    | 'rows'
    | 'rows/s'
    | 'segments'
    | 'projects'
    | 'lists'
    | 'errors';
  /** What it stands beside, measured in the same run. */
  readonly reference?: number;
  /** How many times the reference. */
  readonly ratio?: number;
  /** At most: of the ratio where there is one, else of the value. */
  readonly target?: number;
}

/** A figure beside its reference. */
export function beside(
  figure: string,
  value: number,
  unit: Figure['unit'],
  reference: number,
  target?: number,
): Figure {
  return {
    figure,
    value: rounded(value),
    unit,
    reference: rounded(reference),
    ratio: rounded(value / reference),
    ...(target === undefined ? {} : { target }),
  };
}

/** As it is printed: whether it meets its target, if it has one. */
export function withVerdict(figure: Figure): Figure & { readonly met?: boolean } {
  const { value, ratio = value, target } = figure;
  return target === undefined ? figure : { ...figure, met: ratio <= target };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Four digits are more than any measurement here is good for. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
