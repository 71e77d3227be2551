import { tellListeners } from './book.ts';
import { type Host, type HostObject, isHostObject } from './object-type.ts';
import { queryAnswer } from './query.ts';
import { invalidArgument, Refusal, statusOf } from './refusal.ts';

/** A request of the client library: actions in order, on objects that are named by paths. */
export interface Batch {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>;
}

interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: { readonly Select?: readonly string[]; readonly Expand?: readonly string[] };
}

interface ObjectPath {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}

interface ArgumentInfo {
  readonly Arguments?: readonly unknown[];
  readonly ReferencedObjectPathIds?: readonly unknown[] | null;
}

interface ActionResult {
  readonly ActionId: number;
  readonly Value: unknown;
}

/** What Excel answers to a batch. After an error nothing more is done, and what came before stays done. */
export type BatchAnswer =
  | { readonly Results: readonly ActionResult[] }
  | {
      readonly Error: {
        readonly Code: string;
        readonly Message: string;
        readonly Location: string;
        readonly ActionIndex: number;
        readonly HttpStatusCode: number;
      };
      readonly ProcessedResults: { readonly Results: readonly ActionResult[] };
    };

const INSTANTIATE = 1;
const QUERY = 2;
const METHOD = 3;
const SET_PROPERTY = 4;
const TRACE = 5;

const ROOT_PATH = 1;
const METHOD_PATH = 3;
const PROPERTY_PATH = 4;
const INDEXER_PATH = 5;
const REFERENCE_PATH = 6;
const NULL_PATH = 7;

/** Does a batch on the workbook, then tells the book's listeners what changed. */
export function answerBatch(host: Host, batch: Batch): BatchAnswer {
  const objects = pathResolver(host, batch);
  const results: ActionResult[] = [];
  for (const [index, action] of batch.Actions.entries()) {
    try {
      results.push({ ActionId: action.Id, Value: answerAction(host, action, objects) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tell(host);
      const path = batch.ObjectPaths[action.ObjectPathId];
      return {
        Error: {
          Code: error.code,
          Message: error.message,
          Location: memberName(action.Name || path?.Name || ''),
          ActionIndex: index,
          HttpStatusCode: statusOf(error.code),
        },
        ProcessedResults: { Results: results },
      };
    }
  }
  tell(host);
  return { Results: results };
}

function answerAction(host: Host, action: Action, objects: PathResolver): unknown {
  if (action.ActionType === TRACE) return null;
  const object = objects.resolve(action.ObjectPathId);
  switch (action.ActionType) {
    case INSTANTIATE:
      return object === null ? null : identityAnswer(host, object);
    case QUERY:
      return object === null ? null : queryAnswer(host, object, action.QueryInfo ?? {});
    case METHOD: {
      // The library keeps every range it makes, null objects with the others.
      if (object === null && action.Name === '_KeepReference') return null;
      const answer = callMethod(host, needed(object), action.Name, objects.argumentsOf(action.ArgumentInfo));
      return isHostObject(answer) ? identityAnswer(host, answer) : (answer ?? null);
    }
    case SET_PROPERTY: {
      const target = needed(object);
      target.check(host);
      target.write(memberName(action.Name), objects.argumentsOf(action.ArgumentInfo)[0], host);
      return {};
    }
    default:
      throw new Refusal('NotImplemented', `The workbook host knows no action of type ${action.ActionType}.`);
  }
}

interface PathResolver {
  resolve(id: number): HostObject | null;
  argumentsOf(info: ArgumentInfo | undefined): readonly unknown[];
}

function pathResolver(host: Host, batch: Batch): PathResolver {
  const resolved = new Map<number, HostObject | null>();
  const root = host.objects.workbook();

  function resolve(id: number): HostObject | null {
    const known = resolved.get(id);
    if (known !== undefined) return known;
    const path = batch.ObjectPaths[id];
    if (!path) throw new Refusal('InvalidObjectPath', `The request has no object path ${id}.`);
    const object = follow(path);
    resolved.set(id, object);
    return object;
  }

  function follow(path: ObjectPath): HostObject | null {
    if (path.ObjectPathType === ROOT_PATH) return root;
    if (path.ObjectPathType === NULL_PATH) return null;
    if (path.ObjectPathType === REFERENCE_PATH) {
      const kept = host.references.get(path.Name);
      if (!kept) throw new Refusal('InvalidObjectPath', 'The object is no longer tracked.');
      return kept;
    }
    const parent = path.ParentObjectPathId === undefined ? root : resolve(path.ParentObjectPathId);
    if (parent === null && (path.ObjectPathType === PROPERTY_PATH || path.Name.endsWith('OrNullObject'))) return null;
    const from = needed(parent);
    from.check(host);
    switch (path.ObjectPathType) {
      case PROPERTY_PATH:
        return from.property(memberName(path.Name), host);
      case INDEXER_PATH:
        return from.item(argumentsOf(path.ArgumentInfo)[0], host);
      case METHOD_PATH: {
        const answer = callMethod(host, from, path.Name, argumentsOf(path.ArgumentInfo));
        if (answer !== null && !isHostObject(answer))
          throw new Refusal('InvalidObjectPath', `${from.type}.${memberName(path.Name)}() gives no object.`);
        return answer;
      }
      default:
        throw new Refusal('NotImplemented', `The workbook host knows no object path of type ${path.ObjectPathType}.`);
    }
  }

  function argumentsOf(info: ArgumentInfo | undefined): readonly unknown[] {
    const ids = info?.ReferencedObjectPathIds;
    return (info?.Arguments ?? []).map((value, index) => {
      const id = ids?.[index];
      if (typeof id !== 'number' || id === 0) return value ?? undefined;
      const object = resolve(id);
      if (object === null) throw invalidArgument('A null object cannot be an argument.');
      return object;
    });
  }

  return { resolve, argumentsOf };
}

function callMethod(host: Host, object: HostObject, wireName: string, args: readonly unknown[]): unknown {
  object.check(host);
  if (wireName === '_KeepReference') {
    keep(host, object);
    return undefined;
  }
  return object.call(memberName(wireName), args, host);
}

function keep(host: Host, object: HostObject): void {
  for (const kept of host.references.values()) if (kept === object) return;
  host.references.set(`reference${++host.lastReference}`, object);
}

function identityAnswer(host: Host, object: HostObject): Record<string, unknown> {
  const answer: Record<string, unknown> = { ...object.identity() };
  if (object.range) for (const [id, kept] of host.references) if (kept === object) answer._ReferenceId = id;
  return answer;
}

function needed(object: HostObject | null): HostObject {
  if (object === null)
    throw new Refusal('InvalidObjectPath', 'The object does not exist: ask isNullObject before it is used.');
  return object;
}

/** `GetRange` on the wire is `getRange` in JavaScript; names that begin with `_` stay as they are. */
function memberName(wireName: string): string {
  return wireName.charAt(0).toLowerCase() + wireName.slice(1);
}

function tell(host: Host): void {
  for (const sheet of host.changedCells) tellListeners(host.book, { kind: 'cells', sheet });
  if (host.sheetsChanged) tellListeners(host.book, { kind: 'sheets' });
  host.changedCells.clear();
  host.sheetsChanged = false;
}
