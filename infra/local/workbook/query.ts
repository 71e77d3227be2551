import type { Host, HostObject } from './object-type.ts';

/** What a `load` asks for, by member; an empty tree asks for every scalar. */
type Tree = Map<string, Tree>;

/**
 * The answer to a `load`: the members that were asked for, under Excel's names. Without a selection every scalar that the
 * host knows. A collection answers its items.
 */
export function queryAnswer(
  host: Host,
  object: HostObject,
  query: { readonly Select?: readonly string[]; readonly Expand?: readonly string[] },
): Record<string, unknown> {
  const tree: Tree = new Map();
  for (const path of [...(query.Select ?? []), ...(query.Expand ?? [])]) {
    let at = tree;
    for (const name of path.split(/[./]/)) {
      if (name === '' || name === '*' || name === '$all') break;
      const key = name.charAt(0).toLowerCase() + name.slice(1);
      const next = at.get(key) ?? new Map();
      at.set(key, next);
      at = next;
    }
  }
  return answer(host, object, tree);
}

function answer(host: Host, object: HostObject, tree: Tree): Record<string, unknown> {
  object.check(host);
  if (object.isCollection) return { _Items: object.items(host).map((item) => answer(host, item, tree)) };
  const members: Record<string, unknown> = { ...object.identity() };
  const asked = tree.size > 0 ? tree : new Map(object.scalarNames().map((name) => [name, new Map()] as const));
  for (const [name, below] of asked) {
    if (name === '$none') continue;
    members[wireName(name)] = object.isProperty(name)
      ? answer(host, object.property(name, host), below)
      : object.read(name, host);
  }
  return members;
}

function wireName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
