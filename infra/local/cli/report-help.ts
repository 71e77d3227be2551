import type { Parameter, Parameters } from '../../../shared/parameter.ts';

const PLACEHOLDER: Readonly<Record<Parameter['kind'], string>> = {
  date: 'YYYY-MM-DD',
  choice: 'VALUE',
  choices: 'VALUE',
  list: 'ID',
  flag: 'true|false',
  number: 'NUMBER',
  text: 'TEXT',
};

/** A report's parameters as lines of help: option, label, what it takes, what it is when left out. */
export function parameterHelp(parameters: Parameters): string[] {
  const head = Object.entries(parameters).map(([name, p]) => `  --${name} ${PLACEHOLDER[p.kind]}`);
  const indent = Math.min(Math.max(...head.map((h) => h.length), 0) + 2, 40);
  return Object.values(parameters).flatMap((p, i) => {
    const first = head[i] ?? '';
    const gap = first.length < indent ? ' '.repeat(indent - first.length) : `\n${' '.repeat(indent)}`;
    const rest = [
      ...onlyWhen(p).map((line) => ' '.repeat(indent) + line),
      ...(p.help ? wrapped(p.help, indent) : []),
      ...optionLines(p).map((line) => ' '.repeat(indent) + line),
    ];
    return [`${first}${gap}${p.label}${leftOut(p)}`, ...rest];
  });
}

function onlyWhen({ onlyWhen: when }: Parameter): string[] {
  return when === undefined ? [] : [`only with --${when.parameter} ${when.is.join(' or ')}`];
}

function optionLines(p: Parameter): string[] {
  if (p.kind !== 'choice' && p.kind !== 'choices') return [];
  const width = Math.max(...Object.keys(p.options).map((option) => option.length));
  return Object.entries(p.options).map(([option, label]) => `  ${option.padEnd(width)}  ${label}`);
}

function leftOut(p: Parameter): string {
  switch (p.kind) {
    case 'date':
      return p.default === 'aYearBefore'
        ? ' (default: twelve months before today, or before the end of the export where that is earlier)'
        : ' (default: today, or the end of the export where that is earlier)';
    case 'choice':
      return ` (default: ${p.default}), one of`;
    case 'choices':
      return ` (may be repeated; default: ${p.default.join(', ') || (p.adds ? 'none' : 'all')}), any of`;
    case 'list':
      return ' (may be repeated; default: all that you may see)';
    case 'flag':
      return ` (default: ${p.default})`;
    case 'number':
      return ` (${p.min} to ${p.max}; default: ${p.default})`;
    case 'text':
      return '';
  }
}

const LINE_WIDTH = 110;

/** A text in lines of at most 110 characters, each indented by so many spaces. */
export function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + one);
}
