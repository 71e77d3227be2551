import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { edgeLogsStackName, outputsOf, stackName } from '../aws/outputs.ts';
import { readStage } from '../aws/stage.ts';
import { DIST } from '../bundles.ts';
import { requireNode24 } from '../local/node-version.ts';
import { manifestOfThisVersion } from '../manifest/local.ts';
import { cdk } from './cdk.ts';
import { deployOptions } from './options.ts';
import { putPages } from './put-pages.ts';

requireNode24();

try {
  await deploy();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** First the service, then the logs of its distribution, then the pages: an old page works with a new service. */
async function deploy(): Promise<void> {
  const { stage: name, yes } = deployOptions(process.argv.slice(2));
  const stage = readStage(name);
  const { deployment } = stage;
  const { build } = await import('../build-all.ts');
  await build(name);
  const outputsFile = join(DIST, 'outputs.json');
  const always = ['-c', `stage=${name}`, ...(yes ? ['--require-approval', 'never'] : [])];
  cdk(['deploy', stackName(deployment), ...always, '--outputs-file', outputsFile]);
  const outputs = outputsOf(JSON.parse(await readFile(outputsFile, 'utf8')), deployment);
  const parameter = `DistributionId=${outputs.DistributionId}`;
  cdk(['deploy', edgeLogsStackName(deployment), ...always, '--parameters', parameter]);
  const s3 = new S3Client(stage.region === undefined ? {} : { region: stage.region });
  const files = await putPages(s3, outputs.PagesBucket, join(DIST, 'addin'));
  const manifest = join(DIST, `hmis-sheets-${deployment}.xml`);
  await writeFile(manifest, manifestOfThisVersion({ origin: outputs.Origin, id: stage.addinId }));
  console.log(
    [
      '',
      `${files} files of the pages are at ${outputs.Origin}.`,
      `The add-in's manifest for the Microsoft 365 admin center: ${manifest}`,
      `DNS: ${outputs.Origin.replace('https://', '')} must lead to ${outputs.DistributionName}.`,
      ...(outputs.DropBucket ? [`Exports may be dropped into s3://${outputs.DropBucket}/`] : []),
      `The first administrator: npm run -s hmis -- users bootstrap --table ${outputs.DataTable} …`,
    ].join('\n'),
  );
}
