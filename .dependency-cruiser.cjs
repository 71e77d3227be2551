// Imports go one way: addin -> shared, functions/api -> functions/{reports,importer,files,housing,saved,access,runs,schedules}
// -> functions/{hmis,snapshot,formats} -> shared, infra -> all of them. docs/decisions/ says why.
const sides = 'functions/(reports|importer|files|housing|saved|access|runs|schedules)';
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'a cycle with a type-only edge in it is none when the code runs',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-depends-on-nothing-here',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|addin|infra|test)/' },
    },
    { name: 'shared-has-no-io', severity: 'error', from: { path: '^shared/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'addin-knows-only-the-contract',
      severity: 'error',
      from: { path: '^addin/' },
      to: { path: '^(functions|infra|test)/' },
    },
    {
      name: 'functions-know-no-host',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(addin|infra|test)/' },
    },
    {
      name: 'rules-and-reports-are-pure',
      comment: 'hmis/ and reports/ are pure: no AWS, no Node, no I/O',
      severity: 'error',
      from: { path: '^functions/(hmis|reports)/' },
      to: {
        path: '(^node_modules/(@aws-sdk|@smithy|yauzl|csv-parse))|(^functions/(api|importer|access|housing|files|saved)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-and-reports-touch-no-node',
      severity: 'error',
      from: { path: '^functions/(hmis|reports)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-ground-floor',
      severity: 'error',
      from: { path: '^functions/(hmis|snapshot|formats)/' },
      to: { path: `^${sides}/|^functions/api/` },
    },
    {
      name: 'sides-do-not-call-the-entry',
      severity: 'error',
      from: { path: `^${sides}/` },
      to: { path: '^functions/api/' },
    },
    {
      name: 'nothing-ships-a-test',
      severity: 'error',
      from: { path: '^(shared|functions|addin|infra)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
