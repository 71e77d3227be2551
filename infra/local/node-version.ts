/** Stops with one sentence on any Node but 24, the version the service runs on in AWS Lambda. */
export function requireNode24(): void {
  if (process.versions.node.startsWith('24.')) return;
  process.stderr.write(
    `HMIS Sheets runs on Node 24, and this is ${process.version}: use "npm run …" or "npx …" after "npm ci", which bring it along.\n`,
  );
  process.exit(1);
}
