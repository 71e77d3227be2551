import { DIST } from '../bundles.ts';
import { requireNode24 } from '../local/node-version.ts';
import { reportIds } from '../report-ids.ts';
import { checkedApp } from './checked-app.ts';
import { edgeLogsStack } from './edge-logs.ts';
import { hmisStack } from './stack.ts';
import { readStage } from './stage.ts';

requireNode24();
const app = checkedApp();
const stage = readStage(String(app.node.getContext('stage')));
hmisStack(app, { stage, dist: DIST, reportIds: reportIds() });
edgeLogsStack(app, stage);
app.synth();
