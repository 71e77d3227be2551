import type { Column } from '../../shared/column.ts';
import type { MarkKind } from '../../shared/look.ts';
import type { Parameter } from '../../shared/parameter.ts';
import type { AnyReport } from '../../shared/report.ts';

/**
 * A report's page in docs/reports/, as Markdown: what it is, what can be chosen, what each column holds. All of it is in
 * the report's definition, so that the page says what the code does.
 */
export function reportPage(report: AnyReport): string {
  return `${[
    `# ${report.title}`,
    report.description,
    `In the pane: **${report.title}**. On the command line: \`npm run -s hmis -- report ${report.id} --help\`.`,
    '## What you can choose',
    parameterTable(report),
    '## Columns',
    'The layout never depends on what was chosen. Columns marked *PII* keep their place and are empty unless names are shown.',
    columnTable(report.columns),
    ...excelSection(report),
    'Each run says on *About these reports* how it was counted, of which export, and what was left out and why.',
  ].join('\n\n')}\n`;
}

const SHAPES: Readonly<Record<MarkKind, string>> = {
  late: 'bold, white on dark',
  due: 'bold on light',
  check: 'slanted on grey',
};

/** What its sheets have beyond the list's columns. */
function excelSection({ summary, look }: AnyReport): string[] {
  const marks = (look?.marks ?? []).flatMap(({ column, words }) => {
    const each = Object.entries(words).map(([word, kind]) => `*${word}* ${SHAPES[kind]}`);
    return [`- In \`${column}\` ${each.join(', ')}: told apart in black and white, too.`];
  });
  const outline = look?.outline;
  const levels = [...(outline?.levels ?? []), ...(outline?.members ? [outline.members.level] : [])];
  const lines = [
    ...marks,
    ...(summary && !outline ? ['- Its totals are a table on a sheet beside it.'] : []),
    ...(outline
      ? [`- Its totals are on a sheet beside it, in groups that open and close by [+] and [-]: ${levels.join(', ')}.`]
      : []),
    ...(look?.chart ? ['- A chart of its total is on a third sheet, beside its numbers.'] : []),
  ];
  return lines.length === 0 ? [] : ['## In Excel', lines.join('\n')];
}

/** The list of all reports, `docs/reports/README.md`. */
export function reportIndex(reports: readonly AnyReport[]): string {
  const rows = reports.map(({ id, title, description }) => [`[${title}](${id}.md)`, `\`${id}\``, description]);
  return `# Reports\n\n${table(['report', 'id', 'what it is'], rows)}\n\nThese pages are made from the reports' definitions by \`npm run docs\`.\n`;
}

function parameterTable({ parameters }: AnyReport): string {
  const rows = Object.entries(parameters).map(([name, p]) => [
    p.label,
    `\`${name}\``,
    [kindOf(p), p.help ?? '', onlyWhen(p, parameters)].filter((text) => text !== '').join(' '),
    defaultOf(p),
  ]);
  return table(['choice', 'name', 'what it is', 'if left alone'], rows);
}

function kindOf(p: Parameter): string {
  switch (p.kind) {
    case 'date':
      return 'A date.';
    case 'choice':
      return `One of: ${Object.values(p.options).join('; ')}.`;
    case 'choices':
      return `Any of: ${Object.values(p.options).join('; ')}.`;
    case 'list':
      return 'Any of those you may see.';
    case 'flag':
      return 'Yes or no.';
    case 'number':
      return `A whole number from ${p.min} to ${p.max}.`;
    case 'text':
      return 'A text.';
  }
}

function onlyWhen({ onlyWhen: when }: Parameter, parameters: AnyReport['parameters']): string {
  if (when === undefined) return '';
  const other = parameters[when.parameter];
  const names = when.is.map((option) => (other?.kind === 'choice' ? (other.options[option] ?? option) : option));
  return `Only with ${other?.label ?? when.parameter}: ${names.join(' or ')}.`;
}

function defaultOf(p: Parameter): string {
  switch (p.kind) {
    case 'date':
      return p.default === 'aYearBefore'
        ? 'twelve months before today, or before the end of the data'
        : 'today, or the end of the data';
    case 'choice':
      return p.options[p.default] ?? p.default;
    case 'choices':
      return p.default.length === Object.keys(p.options).length
        ? 'all'
        : p.default.map((option) => p.options[option] ?? option).join('; ') || 'none';
    case 'list':
      return 'all';
    case 'flag':
      return p.default ? 'yes' : 'no';
    case 'number':
      return String(p.default);
    case 'text':
      return '';
  }
}

function columnTable(columns: readonly Column[]): string {
  const rows = columns.map(({ key, header, headerFY2024, type, pii, note }, n) => [
    letterOf(n),
    `${header ?? key}${headerFY2024 ? ` (${headerFY2024} in FY 2024)` : ''}`,
    pii ? `${type}, *PII*` : type,
    note,
  ]);
  return table(['col', 'header', 'holds', 'what it is'], rows);
}

/** A, B … Z, AA: as Excel names columns. */
function letterOf(n: number): string {
  return (n >= 26 ? letterOf(Math.floor(n / 26) - 1) : '') + String.fromCharCode(65 + (n % 26));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
