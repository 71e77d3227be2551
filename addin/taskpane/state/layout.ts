import type { Parameters } from '../../../shared/parameter.ts';

/** A report's parameters by their place in the form, each in its declared order. */
export interface Layout {
  /** True where `from` and `to` are shown together in the place of `from`, with quick picks. */
  readonly range: boolean;
  readonly shown: readonly string[];
  /** Under "More filters". */
  readonly more: readonly string[];
  readonly hidePii: boolean;
}

export function layoutOf(parameters: Parameters): Layout {
  const range = parameters.from?.kind === 'date' && parameters.to?.kind === 'date';
  const others = Object.entries(parameters).filter(([name]) => name !== 'hidePii' && !(range && name === 'to'));
  return {
    range,
    shown: others.flatMap(([name, p]) => (p.advanced ? [] : [name])),
    more: others.flatMap(([name, p]) => (p.advanced ? [name] : [])),
    hidePii: parameters.hidePii?.kind === 'flag',
  };
}
